/* The first layer of the apostrophes' network, from tables of bytes, in whole numbers: the C of first_layer in network.py. A sum
   stays below 2**31: see there. */

#define _DEFAULT_SOURCE /* syscall */

#include <string.h>

#include "numbers.h"

/* As in features.py and network.py. */
enum { WINDOW = 14, WORD_SIZE = 48, SIGN_SIZE = 12, OUTPUTS = 256, BLOCK = 32, ROOM = 1024 };
enum { INPUTS = WINDOW * (WORD_SIZE + SIGN_SIZE) + 2 * WORD_SIZE + 3 * SIGN_SIZE };
enum { MOST = 32 }; /* candidates at once; the inputs of each have ROOM bytes */

static inline int8_t *copied(const int8_t *row, int size, int8_t *to)
{
    memcpy(to, row, size);
    return to + size;
}

static void gather(const int8_t *const *tables, const u16 *words, const u16 *signs, u16 own, u16 base, u8 document, u8 style,
                   u8 tense, int8_t *to)
{
    for (i64 k = 0; k < WINDOW; k++)
        to = copied(tables[0] + words[k] * WORD_SIZE, WORD_SIZE, to);
    for (i64 k = 0; k < WINDOW; k++)
        to = copied(tables[2] + signs[k] * SIGN_SIZE, SIGN_SIZE, to);
    to = copied(tables[1] + own * WORD_SIZE, WORD_SIZE, to);
    to = copied(tables[0] + base * WORD_SIZE, WORD_SIZE, to);
    to = copied(tables[3] + document * SIGN_SIZE, SIGN_SIZE, to);
    to = copied(tables[4] + style * SIGN_SIZE, SIGN_SIZE, to);
    copied(tables[5] + tense * SIGN_SIZE, SIGN_SIZE, to);
}

static inline void scaled(const int32_t *restrict sums, const float *restrict scale, const float *restrict bias, int n,
                          float *restrict out)
{
    for (int k = 0; k < n; k++) {
        float value = (float)sums[k] * scale[k];
        value += bias[k];
        out[k] = value > 0 ? value : 0;
    }
}

/* --- with vectors: weights by blocks of outputs, then by pairs of inputs, every output's two */

#if defined(__AVX512BW__)
#include <immintrin.h>
#define LANES 16
#define TOGETHER 7 /* candidates for which each weight is read once; with more, gcc leaves registers: half as fast */
typedef __m512i lanes;
#define LOAD(p) _mm512_loadu_si512((const void *)(p))
#define STORE(p, v) _mm512_storeu_si512((void *)(p), v)
#define ZERO() _mm512_setzero_si512()
#define SAME(x) _mm512_set1_epi32(x)
#if defined(__AVX512VNNI__)
#define ADD_PAIRS(sum, a, b) _mm512_dpwssd_epi32(sum, a, b)
#else
#define ADD_PAIRS(sum, a, b) _mm512_add_epi32(sum, _mm512_madd_epi16(a, b))
#endif
#elif defined(__AVX2__)
#include <immintrin.h>
#define LANES 8
#define TOGETHER 6
typedef __m256i lanes;
#define LOAD(p) _mm256_loadu_si256((const __m256i *)(p))
#define STORE(p, v) _mm256_storeu_si256((__m256i *)(p), v)
#define ZERO() _mm256_setzero_si256()
#define SAME(x) _mm256_set1_epi32(x)
#define ADD_PAIRS(sum, a, b) _mm256_add_epi32(sum, _mm256_madd_epi16(a, b))
#endif

#if defined(LANES)
#define WIDE 2 /* vectors of sums for each candidate */
static void products(const int8_t *bytes, const i16 *packed, int32_t *sums)
{
    i16 x[TOGETHER * INPUTS];
    for (int r = 0; r < TOGETHER; r++)
        for (int k = 0; k < INPUTS; k++)
            x[r * INPUTS + k] = bytes[r * ROOM + k];
    for (int j = 0; j < OUTPUTS; j += WIDE * LANES) {
        const i16 *weights = packed + j / BLOCK * BLOCK * INPUTS + j % BLOCK * 2;
        lanes sum[TOGETHER][WIDE];
        for (int r = 0; r < TOGETHER; r++)
            for (int v = 0; v < WIDE; v++)
                sum[r][v] = ZERO();
        for (int k = 0; k < INPUTS; k += 2, weights += 2 * BLOCK) {
            lanes w[WIDE];
            for (int v = 0; v < WIDE; v++)
                w[v] = LOAD(weights + 2 * LANES * v);
            for (int r = 0; r < TOGETHER; r++) {
                int32_t two;
                memcpy(&two, x + r * INPUTS + k, sizeof two);
                lanes both = SAME(two);
                for (int v = 0; v < WIDE; v++)
                    sum[r][v] = ADD_PAIRS(sum[r][v], w[v], both);
            }
        }
        for (int r = 0; r < TOGETHER; r++)
            for (int v = 0; v < WIDE; v++)
                STORE(sums + r * OUTPUTS + j + v * LANES, sum[r][v]);
    }
}
#else
#define TOGETHER 4
static void products(const int8_t *x, const i16 *packed, int32_t *sums)
{
    for (int j = 0; j < OUTPUTS; j += BLOCK) {
        int32_t sum[TOGETHER][BLOCK] = {{0}};
        for (int k = 0; k < INPUTS; k += 2, packed += 2 * BLOCK) {
            i16 first[BLOCK], second[BLOCK];
            for (int i = 0; i < BLOCK; i++)
                first[i] = packed[2 * i], second[i] = packed[2 * i + 1];
            for (int r = 0; r < TOGETHER; r++)
                for (int i = 0; i < BLOCK; i++)
                    sum[r][i] += x[r * ROOM + k] * first[i] + x[r * ROOM + k + 1] * second[i];
        }
        for (int r = 0; r < TOGETHER; r++)
            memcpy(sums + r * OUTPUTS + j, sum[r], sizeof sum[r]);
    }
}
#endif

/* --- with tiles (AMX: processors that multiply matrices of bytes, at five times the speed): a weight is 256 times a signed byte
   and one without sign. `split` holds both, as tiles of 64 inputs and 16 outputs, every output's four inputs together. */

#if defined(__AMX_INT8__) && defined(__linux__)
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

static int has_tiles(void)
{
    enum { ARCH_REQ_XCOMP_PERM = 0x1023, XFEATURE_XTILEDATA = 18 };
    static int granted = -1; /* by the system, to whoever asks; not yet known */
    if (granted < 0)
        granted = syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0;
    return granted;
}

static void tile_layer(const int8_t *x, const int8_t *split, const float *scale, const float *bias, i64 rows, float *out)
{
    struct {
        u8 palette, start, reserved[14];
        u16 bytes[16];
        u8 rows[16];
    } shapes = {.palette = 1};
    for (int t = 0; t < 8; t++)
        shapes.bytes[t] = 64, shapes.rows[t] = 16;
    _tile_loadconfig(&shapes);
    for (int j = 0; j < OUTPUTS; j += 16) {
        int32_t high[MOST * 16], low[MOST * 16];
        _tile_zero(0);
        _tile_zero(1);
        _tile_zero(2);
        _tile_zero(3);
        for (int k = 0; k < ROOM; k += 64, split += 2 * 1024) {
            _tile_loadd(4, x + k, ROOM);
            _tile_loadd(5, x + 16 * ROOM + k, ROOM);
            _tile_loadd(6, split, 64);
            _tile_loadd(7, split + 1024, 64);
            _tile_dpbssd(0, 4, 6);
            _tile_dpbsud(1, 4, 7);
            _tile_dpbssd(2, 5, 6);
            _tile_dpbsud(3, 5, 7);
        }
        _tile_stored(0, high, 64);
        _tile_stored(1, low, 64);
        _tile_stored(2, high + 16 * 16, 64);
        _tile_stored(3, low + 16 * 16, 64);
        for (i64 r = 0; r < rows; r++) {
            int32_t sums[16];
            for (int i = 0; i < 16; i++)
                sums[i] = (u32)high[r * 16 + i] * 256 + low[r * 16 + i];
            scaled(sums, scale + j, bias + j, 16, out + r * OUTPUTS + j);
        }
    }
    _tile_release();
}
#else
static int has_tiles(void) { return 0; }
static void tile_layer(const int8_t *x, const int8_t *split, const float *scale, const float *bias, i64 rows, float *out)
{
    (void)x, (void)split, (void)scale, (void)bias, (void)rows, (void)out;
}
#endif

i64 first_layer(const int8_t *word, const int8_t *own_of, const int8_t *sign, const int8_t *document_of,
                const int8_t *style_of, const int8_t *tense_of, const u16 *words, const u16 *signs, const u16 *own,
                const u16 *base, const u8 *document, const u8 *style, const u8 *tense, i64 n, const i16 *packed,
                const int8_t *split, const float *scale, const float *bias, float *out)
{
    const int8_t *tables[] = {word, own_of, sign, document_of, style_of, tense_of};
    _Alignas(64) int8_t x[MOST * ROOM] = {0};
    int32_t sums[MOST * OUTPUTS];
    i64 together = has_tiles() ? MOST : TOGETHER;
    for (i64 first = 0; first < n; first += together) {
        i64 rows = n - first < together ? n - first : together;
        for (i64 r = 0, i = first; r < rows; r++, i++)
            gather(tables, words + i * WINDOW, signs + i * WINDOW, own[i], base[i], document[i], style[i], tense[i], x + r * ROOM);
        float *to = out + first * OUTPUTS;
        i64 later = n - first - rows < together ? n : first + 2 * together;
        for (i64 k = (first + rows) * WINDOW; k < later * WINDOW; k++)
            __builtin_prefetch(word + words[k] * WORD_SIZE);
        if (has_tiles()) {
            tile_layer(x, split, scale, bias, rows, to);
            continue;
        }
        products(x, packed, sums);
        for (i64 r = 0; r < rows; r++)
            scaled(sums + r * OUTPUTS, scale, bias, OUTPUTS, to + r * OUTPUTS);
    }
    return n;
}
