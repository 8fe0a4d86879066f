/* How likely each kind of mark is: the C of probabilities in network.py. The first layer is of whole numbers, from tables of bytes: a
   sum stays below 2**31, see there. */

#include <string.h>

#include "bytes.h"
#include "floats.h"
#include "products.h"

/* As in features.py and network.py. */
enum { AROUND = 14, BEFORE = 6, WORD_SIZE = 48, SIGN_SIZE = 12, FIRST = 256, SECOND = 64, ROOM = 1024 };
enum { INPUTS = AROUND * (WORD_SIZE + SIGN_SIZE) + 2 * WORD_SIZE + 3 * SIGN_SIZE };
enum { CROSSES = 14, WIDE_BITS = 20 };
#define WIDE_STEP (1.0f / 24)
#define LITTLE (-1e4f)

/* Addresses, as Weights of network.py has them. */
struct network {
    const int8_t *word, *own, *sign, *document, *style, *tense;
    const i16 *packed;
    const int8_t *split;
    const float *step, *first_bias, *second, *second_bias, *third, *third_bias;
    const i64 *combinations; /* rows of three columns */
    const int8_t *wide;      /* rows of KINDS */
};

/* Of each candidate, as Features of features.py has them. */
struct features {
    const u16 *words, *signs, *own, *base;
    const u8 *document, *style, *tense;
};

static inline int8_t *copied(const int8_t *row, int size, int8_t *to)
{
    memcpy(to, row, size);
    return to + size;
}

static void gather(const struct network *of, const struct features *f, i64 i, int8_t *to)
{
    for (i64 k = 0; k < AROUND; k++)
        to = copied(of->word + f->words[i * AROUND + k] * WORD_SIZE, WORD_SIZE, to);
    for (i64 k = 0; k < AROUND; k++)
        to = copied(of->sign + f->signs[i * AROUND + k] * SIGN_SIZE, SIGN_SIZE, to);
    to = copied(of->own + f->own[i] * WORD_SIZE, WORD_SIZE, to);
    to = copied(of->word + f->base[i] * WORD_SIZE, WORD_SIZE, to);
    to = copied(of->document + f->document[i] * SIGN_SIZE, SIGN_SIZE, to);
    to = copied(of->style + f->style[i] * SIGN_SIZE, SIGN_SIZE, to);
    copied(of->tense + f->tense[i] * SIGN_SIZE, SIGN_SIZE, to);
}

/* features.py: crosses. They are fetched from memory while the layers are at work. */
static void find_crosses(const struct network *of, const struct features *f, i64 i, u32 *places)
{
    const u16 *w = f->words + i * AROUND + BEFORE - 2, *s = f->signs + i * AROUND + BEFORE;
    u64 columns[11] = {f->own[i], f->base[i], w[0] + 1u, w[1] + 1u, w[2] + 1u, w[3] + 1u, w[4] + 1u,
                       f->document[i] >> 5, s[-1] >> 3, s[0], 0};
    for (int k = 0; k < CROSSES; k++) {
        const i64 *c = of->combinations + 3 * k;
        u64 mixed = columns[c[0]] * 0x9E3779B97F4A7C15ULL;
        mixed ^= columns[c[1]] * (0xC2B2AE3D27D4EB4FULL + 2 * (u64)k);
        mixed ^= columns[c[2]] * 0x165667B19E3779F9ULL + (u64)k * 0x27D4EB2F165667C5ULL;
        mixed ^= mixed >> 29;
        mixed *= 0xBF58476D1CE4E5B9ULL;
        places[k] = mixed >> (64 - WIDE_BITS);
        __builtin_prefetch(of->wide + places[k] * KINDS);
    }
}

/* From the deep part's scores, the wide part's, and what a candidate can bear. */
static void weigh(const float *deep, const int8_t *wide, const u32 *places, u8 may, float *chances)
{
    int32_t sums[KINDS] = {0};
    for (int k = 0; k < CROSSES; k++)
        for (int j = 0; j < KINDS; j++)
            sums[j] += wide[places[k] * KINDS + j];
    int can[KINDS] = {1, may & 1, may >> 1 & 1, may >> 2 & 1};
    float most = LITTLE;
    for (int j = 0; j < KINDS; j++) {
        float share = (float)sums[j] * WIDE_STEP;
        chances[j] = can[j] ? deep[j] + share : LITTLE;
        most = chances[j] > most ? chances[j] : most;
    }
    for (int j = 0; j < KINDS; j++)
        chances[j] -= most;
    powers(chances, KINDS);
    float total = 0;
    for (int j = 0; j < KINDS; j++)
        total += chances[j] = can[j] ? chances[j] : 0;
    for (int j = 0; j < KINDS; j++)
        chances[j] /= total;
}

/* The second layer of a row of sums: seven in ten of the first layer's outputs are not above 0, and add nothing. */
static void second_layer(const struct network *of, const int32_t *sums, float *to)
{
    float x[FIRST];
    u8 above[FIRST];
    for (int k = 0; k < FIRST; k++) {
        float value = (float)sums[k] * of->step[k];
        x[k] = value + of->first_bias[k];
        above[k] = x[k] > 0;
    }
    lanes8 total[SECOND / 8];
    memcpy(total, of->second_bias, sizeof total);
    for (int block = 0; block < FIRST; block += 64)
        for (u64 here = bits(above + block); here; here &= here - 1) {
            int k = block + __builtin_ctzll(here);
            const lanes8 *weights = (const lanes8 *)(of->second + k * SECOND);
            for (int v = 0; v < SECOND / 8; v++)
                total[v] += x[k] * weights[v];
        }
    memcpy(to, total, sizeof total);
    without_negatives(to, SECOND);
}

i64 network_chances(const struct network *of, const u16 *words, const u16 *signs, const u16 *own, const u16 *base,
                    const u8 *document, const u8 *style, const u8 *tense, const u8 *may, i64 n, float *chances)
{
    const struct features f = {words, signs, own, base, document, style, tense};
    _Alignas(64) int8_t x[ROWS * ROOM] = {0};
    int32_t sums[ROWS * FIRST];
    u32 places[ROWS][CROSSES];
    float second[SECOND], deep[KINDS];
    i64 together = rows_at_once();
    for (i64 low = 0; low < n; low += together) {
        i64 rows = n - low < together ? n - low : together;
        for (i64 r = 0; r < rows; r++) {
            gather(of, &f, low + r, x + r * ROOM);
            find_crosses(of, &f, low + r, places[r]);
        }
        /* What the next rows need: the table is larger than most caches. */
        i64 later = n - low - rows < together ? n : low + 2 * together;
        for (i64 k = (low + rows) * AROUND; k < later * AROUND; k++)
            __builtin_prefetch(of->word + words[k] * WORD_SIZE);
        if (has_tiles())
            split_tile_products(x, ROOM, rows, FIRST, of->split, sums);
        else
            products(x, ROOM, rows, INPUTS, FIRST, of->packed, sums);
        for (i64 r = 0; r < rows; r++) {
            second_layer(of, sums + r * FIRST, second);
            dense_kinds(second, SECOND, of->third, of->third_bias, deep);
            weigh(deep, of->wide, places[r], may[low + r], chances + (low + r) * KINDS);
        }
    }
    return n;
}
