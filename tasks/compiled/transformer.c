/* What the words around say of a word, in whole numbers: the C of states in transformer.py; and what it comes to: the C of
   scores there. */

#include <math.h>
#include <string.h>

#include "floats.h"
#include "products.h"

/* As in network.py, reader_train.py and transformer.py. */
enum { WORD_SIZE = 48, OFTEN_SIZE = 32, SHAPE_SIZE = 8, GAP_SIZE = 12, QUOTED_SIZE = 4, OFTEN = 6144 };
enum { REACH = 16, BESIDE = 2, LAYERS = 3, HEADS = 4, SIZE = 128, PLACES = 8 };
enum { SEEN = 2 * REACH + 1, AROUND = SEEN + 2 * BESIDE, HEAD = SIZE / HEADS, INNER = 4 * SIZE };
enum { TOLD = WORD_SIZE + OFTEN_SIZE + SHAPE_SIZE + GAP_SIZE + QUOTED_SIZE, INPUTS = (2 * BESIDE + 1) * TOLD, INPUTS_ROOM = 576 };
enum { WIDE = 48, KEYS = 64 }; /* SEEN, and some that are nothing: whole vectors, whole blocks of outputs */
_Static_assert(SEEN <= MOST_ROWS, "attention asks for more rows than kernels are made for");

/* Addresses, as Transformer of transformer.py has them. */
struct layer {
    const i16 *packed;
    const int8_t *tiles;
    const float *step, *bias;
};
enum { QKV, O, UP, DOWN, EACH };

/* --- a row of numbers */

/* What a row of n numbers, a power of 2 up to 128, comes to, half and half. Loops of known length become vectors. */
#define HALVE(MAKE)                        \
    HALF(64, MAKE) HALF(32, MAKE) HALF(16, MAKE) HALF(8, MAKE) HALF(4, MAKE) HALF(2, MAKE) HALF(1, MAKE)
#define HALF(half, MAKE)                   \
    if (n > half)                          \
        for (int k = 0; k < half; k++)     \
            x[k] = MAKE(x[k], x[k + half]);
#define SUM(a, b) ((a) + (b))
#define MORE(a, b) ((a) > (b) ? (a) : (b))

static inline __attribute__((always_inline)) float sum_of(float *x, int n)
{
    HALVE(SUM)
    return x[0];
}

static inline __attribute__((always_inline)) float most_of(float *x, int n)
{
    HALVE(MORE)
    return x[0];
}

/* In whole steps, whose size is the result; n is a multiple of 16. */
static inline __attribute__((always_inline)) float in_steps(const float *x, int n, int8_t *to)
{
    const int lanes = n % 64 ? 16 : 64;
    float sizes[64];
    for (int k = 0; k < lanes; k++)
        sizes[k] = fabsf(x[k]);
    for (int j = lanes; j < n; j += lanes)
        for (int k = 0; k < lanes; k++) {
            float size = fabsf(x[j + k]);
            sizes[k] = size > sizes[k] ? size : sizes[k];
        }
    float most = most_of(sizes, lanes);
    most = most > 1e-30f ? most : 1e-30f;
    float by = 127 / most;
    for (int k = 0; k < n; k++)
        to[k] = (int8_t)(int32_t)rounded(x[k] * by);
    return most / 127;
}

/* A row without its mean; what makes its deviation 1. */
static inline __attribute__((always_inline)) float normal(const float *x, float *off)
{
    float sums[SIZE];
    memcpy(sums, x, sizeof sums);
    float mean = sum_of(sums, SIZE) / SIZE;
    for (int k = 0; k < SIZE; k++)
        off[k] = x[k] - mean;
    for (int k = 0; k < SIZE; k++)
        sums[k] = off[k] * off[k];
    return 1 / sqrtf(sum_of(sums, SIZE) / SIZE + 1e-5f);
}

static float normal_in_steps(const float *x, int8_t *to)
{
    float off[SIZE];
    float scale = normal(x, off);
    return in_steps(off, SIZE, to) * scale;
}

/* --- layers */

/* Sums of some rows' products with the layer's weights from the output `from` on. */
static void multiplied(const struct layer *of, const int8_t *x, i64 room, i64 rows, i64 inputs, i64 from, i64 outputs, int32_t *sums)
{
    if (has_tiles())
        tile_products(x, room, rows, outputs, of->tiles + from * room, sums);
    else
        products(x, room, rows, inputs, outputs, of->packed + from * inputs, sums);
}

static inline void scaled(const struct layer *of, const int32_t *restrict sums, float row_step, i64 from, i64 outputs, float *restrict to)
{
    for (i64 k = 0; k < outputs; k++) {
        float value = (float)sums[k] * row_step;
        value *= of->step[from + k];
        to[k] = value + of->bias[from + k];
    }
}

static inline void add(const struct layer *of, const int32_t *restrict sums, float row_step, float *restrict to)
{
    for (i64 k = 0; k < SIZE; k++) {
        float value = (float)sums[k] * row_step;
        value *= of->step[k];
        value += of->bias[k];
        to[k] += value;
    }
}

/* Some of a layer's outputs for each row of x, `apart` rows from one to the next; `to` has rows of 4 * SIZE. */
static void projected(const struct layer *of, const float *x, i64 apart, i64 rows, i64 from, i64 outputs, float *to)
{
    int8_t whole[ROWS * SIZE] = {0};
    int32_t sums[ROWS * 3 * SIZE];
    float step[ROWS];
    i64 together = rows_at_once();
    for (i64 first = 0; first < rows; first += together) {
        i64 some = rows - first < together ? rows - first : together;
        for (i64 r = 0; r < some; r++)
            step[r] = normal_in_steps(x + (first + r) * apart * SIZE, whole + r * SIZE);
        multiplied(of, whole, SIZE, some, SIZE, from, outputs, sums);
        for (i64 r = 0; r < some; r++)
            scaled(of, sums + r * outputs, step[r], from, outputs, to + (first + r) * apart * 4 * SIZE + from);
    }
}

/* Adds to each row of x what attention saw, in rows of 4 * SIZE, and then what the layer makes of both. */
static void added(const struct layer *of, const float *heads, i64 rows, float *x)
{
    int8_t whole[ROWS * SIZE] = {0}, whole_inner[ROWS * INNER] = {0};
    int32_t sums[ROWS * INNER];
    float step[ROWS], inner[INNER];
    i64 together = rows_at_once();
    for (i64 first = 0; first < rows; first += together) {
        i64 some = rows - first < together ? rows - first : together;
        float *row = x + first * SIZE;
        for (i64 r = 0; r < some; r++)
            step[r] = in_steps(heads + (first + r) * 4 * SIZE, SIZE, whole + r * SIZE);
        multiplied(of + O, whole, SIZE, some, SIZE, 0, SIZE, sums);
        for (i64 r = 0; r < some; r++) {
            add(of + O, sums + r * SIZE, step[r], row + r * SIZE);
            step[r] = normal_in_steps(row + r * SIZE, whole + r * SIZE);
        }
        multiplied(of + UP, whole, SIZE, some, SIZE, 0, INNER, sums);
        for (i64 r = 0; r < some; r++) {
            scaled(of + UP, sums + r * INNER, step[r], 0, INNER, inner);
            without_negatives(inner, INNER);
            step[r] = in_steps(inner, INNER, whole_inner + r * INNER);
        }
        multiplied(of + DOWN, whole_inner, INNER, some, INNER, 0, SIZE, sums);
        for (i64 r = 0; r < some; r++)
            add(of + DOWN, sums + r * SIZE, step[r], row + r * SIZE);
    }
}

/* --- attention */

/* Of one head, among the words around a place: `qkv` has a row of 4 * SIZE for each, its query, key and value SIZE apart. What the
   words `from` to `to` see is put in their queries' place. */
static void attend(float *qkv, const u8 *inside, const float *distances, i64 from, i64 to)
{
    int8_t value[(SEEN + 1) * HEAD] = {0}, query[ROWS * HEAD] = {0}, shares[ROWS * (SEEN + 1)] = {0};
    i16 keys[KEYS * HEAD] = {0}, values[(SEEN + 1) * HEAD];
    float query_step[SEEN], key_step[WIDE] = {0}, value_step[WIDE] = {0}, totals[SEEN];
    int32_t sums[ROWS * KEYS];
    for (i64 w = 0; w < SEEN; w++) {
        int8_t key[HEAD];
        i16 wide[HEAD];
        key_step[w] = in_steps(qkv + w * 4 * SIZE + SIZE, HEAD, key);
        value_step[w] = in_steps(qkv + w * 4 * SIZE + 2 * SIZE, HEAD, value + w * HEAD);
        for (int k = 0; k < HEAD; k++)
            wide[k] = key[k];
        for (int k = 0; k < HEAD; k += 2) /* as layers' weights lie: see products.h */
            memcpy(keys + (w / BLOCK * HEAD + k) * BLOCK + w % BLOCK * 2, wide + k, 2 * sizeof *wide);
    }
    for (int k = 0; k < HEAD; k++) /* so, too */
        for (i64 w = 0; w < SEEN; w += 2) {
            i16 *to = values + (k / BLOCK * (SEEN + 1) + w) * BLOCK + k % BLOCK * 2;
            to[0] = value[w * HEAD + k];
            to[1] = value[(w + 1) * HEAD + k];
        }
    for (i64 w = from; w < to; w++)
        query_step[w] = in_steps(qkv + w * 4 * SIZE, HEAD, query + (w - from) * HEAD);
    products(query, HEAD, to - from, HEAD, KEYS, keys, sums);
    for (i64 w = from; w < to; w++) {
        const int32_t *sum = sums + (w - from) * KEYS;
        float score[WIDE], half[WIDE];
        int8_t whole[WIDE];
        for (int k = 0; k < WIDE; k++) {
            float value = (float)sum[k] * key_step[k];
            value *= query_step[w];
            score[k] = value + (inside[k] ? distances[w * WIDE + k] : -1e4f);
        }
        memcpy(half, score, sizeof half);
        for (int k = 0; k < WIDE - 32; k++)
            half[k] = MORE(half[k], half[k + 32]);
        float most = most_of(half, 32);
        for (int k = 0; k < WIDE; k++)
            score[k] -= most;
        powers(score, WIDE);
        for (int k = 0; k < REACH; k++)
            half[k] = score[k] + score[k + REACH];
        half[0] += score[SEEN - 1];
        float total = sum_of(half, REACH);
        for (int k = 0; k < WIDE; k++)
            score[k] *= value_step[k];
        totals[w] = in_steps(score, WIDE, whole) / total;
        memcpy(shares + (w - from) * (SEEN + 1), whole, SEEN + 1);
    }
    products(shares, SEEN + 1, to - from, SEEN + 1, HEAD, values, sums);
    for (i64 w = from; w < to; w++)
        for (i64 k = 0; k < HEAD; k++)
            qkv[w * 4 * SIZE + k] = (float)sums[(w - from) * HEAD + k] * totals[w];
}

/* --- a place */

/* What is known of the words around one, and which of them are of its text and within reach. */
static void gather(const int8_t *const *tables, const u16 *ids, const u8 *const *told, const i64 *document, i64 words, i64 at,
                   u8 *inside, int8_t *to)
{
    memset(to, 0, AROUND * TOLD);
    for (i64 k = BESIDE; k < AROUND - BESIDE; k++) {
        i64 word = at + k - REACH - BESIDE;
        int8_t *here = to + k * TOLD;
        if (!(inside[k - BESIDE] = word >= 0 && word < words && document[word] == document[at]))
            continue;
        memcpy(here, tables[0] + ids[word] * WORD_SIZE, WORD_SIZE);
        memcpy(here + WORD_SIZE, tables[1] + (ids[word] < OFTEN ? ids[word] : 0) * OFTEN_SIZE, OFTEN_SIZE);
        memcpy(here + WORD_SIZE + OFTEN_SIZE, tables[2] + told[0][word] * SHAPE_SIZE, SHAPE_SIZE);
        memcpy(here + WORD_SIZE + OFTEN_SIZE + SHAPE_SIZE, tables[3] + told[1][word] * GAP_SIZE, GAP_SIZE);
        memcpy(here + TOLD - QUOTED_SIZE, tables[4] + told[2][word] * QUOTED_SIZE, QUOTED_SIZE);
    }
}

/* The first layer, of the words around some places, which lie one place behind the other. */
static void taken_in(const struct layer *of, const int8_t *told, i64 rows, float *x)
{
    int8_t whole[ROWS * INPUTS_ROOM] = {0};
    int32_t sums[ROWS * SIZE];
    i64 together = rows_at_once();
    for (i64 first = 0; first < rows; first += together) {
        i64 some = rows - first < together ? rows - first : together;
        for (i64 r = 0; r < some; r++)
            memcpy(whole + r * INPUTS_ROOM, told + ((first + r) / SEEN * AROUND + (first + r) % SEEN) * TOLD, INPUTS);
        multiplied(of, whole, INPUTS_ROOM, some, INPUTS, 0, SIZE, sums);
        for (i64 r = 0; r < some; r++)
            scaled(of, sums + r * SIZE, 1, 0, SIZE, x + (first + r) * SIZE);
    }
}

i64 around(const int8_t *word, const int8_t *often, const int8_t *shape_of, const int8_t *gap_of, const int8_t *quoted_of,
           const u16 *ids, const u8 *shape, const u8 *gap, const u8 *quoted, const i64 *document, i64 words, const i64 *at, i64 n,
           const struct layer *layers, const float *distances, float *out)
{
    /* Too much for a thread's stack; and memory that is fresh each time costs as much as what is done with it. */
    static _Thread_local float x[PLACES * SEEN * SIZE], qkv[PLACES * SEEN * 4 * SIZE];
    const int8_t *tables[] = {word, often, shape_of, gap_of, quoted_of};
    const u8 *told[] = {shape, gap, quoted};
    int8_t row[PLACES * AROUND * TOLD];
    u8 inside[PLACES][WIDE] = {{0}};
    for (i64 first = 0; first < n; first += PLACES) {
        i64 places = n - first < PLACES ? n - first : PLACES, rows = places * SEEN;
        for (i64 p = 0; p < places; p++)
            gather(tables, ids, told, document, words, at[first + p], inside[p], row + p * AROUND * TOLD);
        taken_in(layers, row, rows, x);
        for (i64 l = 0; l < LAYERS; l++) {
            const struct layer *of = layers + 1 + l * EACH;
            int last = l == LAYERS - 1;
            projected(of + QKV, x, 1, rows, last ? SIZE : 0, last ? 2 * SIZE : 3 * SIZE, qkv);
            if (last) /* only for the places themselves */
                projected(of + QKV, x + REACH * SIZE, SEEN, places, 0, SIZE, qkv + REACH * 4 * SIZE);
            for (i64 p = 0; p < places; p++)
                for (i64 h = 0; h < HEADS; h++)
                    attend(qkv + p * SEEN * 4 * SIZE + h * HEAD, inside[p],
                           distances + h * SEEN * WIDE, last ? REACH : 0, last ? REACH + 1 : SEEN);
            if (last)
                for (i64 p = 0; p < places; p++) {
                    memcpy(x + p * SIZE, x + (p * SEEN + REACH) * SIZE, SIZE * sizeof *x);
                    memcpy(qkv + p * 4 * SIZE, qkv + (p * SEEN + REACH) * 4 * SIZE, SIZE * sizeof *x);
                }
            added(of, qkv, last ? places : rows, x);
        }
        for (i64 p = 0; p < places; p++) {
            float off[SIZE];
            float scale = normal(x + p * SIZE, off);
            for (i64 k = 0; k < SIZE; k++)
                out[(first + p) * SIZE + k] = off[k] * scale;
        }
    }
    return n;
}

/* --- what a place comes to */

enum { TOLD_OF_TEXT = 12, LAST_INPUTS = SIZE + 3 * TOLD_OF_TEXT, LAST_INNER = 96 };

i64 last_scores(const float *states, const u8 *document, const u8 *style, const u8 *tense, const i64 *which, i64 n,
                const float *const *of, float *scores)
{
    const u8 *told[] = {document, style, tense};
    for (i64 i = 0; i < n; i++) {
        float x[LAST_INPUTS], inner[LAST_INNER];
        memcpy(x, states + i * SIZE, SIZE * sizeof *x);
        for (int k = 0; k < 3; k++)
            memcpy(x + SIZE + k * TOLD_OF_TEXT, of[k] + told[k][which[i]] * TOLD_OF_TEXT, TOLD_OF_TEXT * sizeof *x);
        dense(x, LAST_INPUTS, of[3], of[4], LAST_INNER, inner);
        without_negatives(inner, LAST_INNER);
        dense_kinds(inner, LAST_INNER, of[5], of[6], scores + i * KINDS);
    }
    return n;
}

/* --- reader.py: which places are read again */

enum { AFTER_S = 3 };
#define SURE 0.97f
#define PLURAL 0.3f
#define SURE_OF_PLURAL 0.85f
#define FEW_LOST 2.5

i64 doubtful(const u8 *hard, const u16 *own, const i64 *document, const i64 *at, const float *chances, i64 n, i64 *which)
{
    i64 found = 0;
    for (i64 first = 0, next; first < n; first = next) {
        double lost = 0;
        for (next = first; next < n && document[at[next]] == document[at[first]]; next++)
            lost += 1 - chances[next * KINDS];
        for (i64 i = first; i < next; i++) {
            const float *c = chances + i * KINDS;
            float surest = MORE(MORE(c[0], c[1]), MORE(c[2], c[3]));
            int asked = hard[own[i]] && (surest < SURE || (c[0] < 0.5f && lost < FEW_LOST));
            if (asked || (c[AFTER_S] >= PLURAL && surest < SURE_OF_PLURAL))
                which[found++] = i;
        }
    }
    return found;
}
