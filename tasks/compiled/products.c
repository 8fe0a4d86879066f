/* See products.h. */

#define _DEFAULT_SOURCE /* syscall */

#include "products.h"

#include <string.h>

/* --- with vectors */

#if defined(__AVX512BW__)
#include <immintrin.h>
#define LANES 16
#define TOGETHER 7 /* rows for which each weight is read once; with more, gcc leaves registers: half as fast */
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

enum { MOST_INPUTS = 1024 }; /* room for those of network.c, which has the most */

/* Sums of some rows with the weights of STEP outputs. How many rows these are is known to the compiler: it keeps the sums in registers. */
#define INLINE inline __attribute__((always_inline))

#if defined(LANES)
#define WIDE 2 /* vectors of sums for each row */
#define STEP (WIDE * LANES)
static INLINE void some(const int rows, const i16 *x, i64 inputs, i64 outputs, const i16 *weights, int32_t *sums)
{
    const i64 apart = LANES < BLOCK ? 2 * LANES : BLOCK * inputs; /* from one vector of weights to that beside it */
    lanes sum[TOGETHER][WIDE];
    for (int r = 0; r < rows; r++)
        for (int v = 0; v < WIDE; v++)
            sum[r][v] = ZERO();
    for (i64 k = 0; k < inputs; k += 2, weights += 2 * BLOCK) {
        lanes w[WIDE];
        for (int v = 0; v < WIDE; v++)
            w[v] = LOAD(weights + v * apart);
        for (int r = 0; r < rows; r++) {
            int32_t two;
            memcpy(&two, x + r * inputs + k, sizeof two);
            lanes both = SAME(two);
            for (int v = 0; v < WIDE; v++)
                sum[r][v] = ADD_PAIRS(sum[r][v], w[v], both);
        }
    }
    for (int r = 0; r < rows; r++)
        for (int v = 0; v < WIDE; v++)
            STORE(sums + r * outputs + v * LANES, sum[r][v]);
}
#else
#define TOGETHER 4
#define STEP BLOCK
static INLINE void some(const int rows, const i16 *x, i64 inputs, i64 outputs, const i16 *weights, int32_t *sums)
{
    int32_t sum[TOGETHER][BLOCK] = {{0}};
    for (i64 k = 0; k < inputs; k += 2, weights += 2 * BLOCK) {
        i16 first[BLOCK], second[BLOCK];
        for (int i = 0; i < BLOCK; i++)
            first[i] = weights[2 * i], second[i] = weights[2 * i + 1];
        for (int r = 0; r < rows; r++)
            for (int i = 0; i < BLOCK; i++)
                sum[r][i] += x[r * inputs + k] * first[i] + x[r * inputs + k + 1] * second[i];
    }
    for (int r = 0; r < rows; r++)
        memcpy(sums + r * outputs, sum[r], sizeof sum[r]);
}
#endif

_Static_assert((MOST_ROWS + TOGETHER - 1) / TOGETHER * TOGETHER <= ROWS, "a kernel would go beyond the rows there is room for");

void products(const int8_t *bytes, i64 room, i64 rows, i64 inputs, i64 outputs, const i16 *packed, int32_t *sums)
{
    i16 x[ROWS * MOST_INPUTS];
    i64 whole = (rows + TOGETHER - 1) / TOGETHER * TOGETHER;
    for (i64 r = 0; r < whole; r++)
        for (i64 k = 0; k < inputs; k++)
            x[r * inputs + k] = bytes[r * room + k];
    /* All rows with some weights, then with the next: a layer's weights are more than the nearest caches hold. */
    for (i64 j = 0; j < outputs; j += STEP)
        for (i64 r = 0; r < rows; r += TOGETHER) {
            const i16 *from = x + r * inputs, *weights = packed + j * inputs;
            int32_t *to = sums + r * outputs + j;
            if (rows - r == 1) /* a place by itself */
                some(1, from, inputs, outputs, weights, to);
            else if (rows - r <= 3) /* the rest of the words around one */
                some(3, from, inputs, outputs, weights, to);
            else
                some(TOGETHER, from, inputs, outputs, weights, to);
        }
}

i64 rows_at_once(void) { return has_tiles() ? 32 : 32 / TOGETHER * TOGETHER; }

/* --- with tiles (AMX: processors that multiply matrices of bytes, at five times the speed) */

/* The second is older clang's name for them. */
#if (defined(__AMX_INT8__) || defined(__AMXINT8__)) && defined(__x86_64__) && defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

int has_tiles(void)
{
    enum { ARCH_REQ_XCOMP_PERM = 0x1023, XFEATURE_XTILEDATA = 18 };
    static _Atomic int granted = -1; /* by the system, to a process that asks for it; not yet known */
    if (granted < 0)
        granted = syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0;
    return granted;
}

static void begin_tiles(void)
{
    struct {
        u8 palette, start, reserved[14];
        u16 bytes[16];
        u8 rows[16];
    } shapes = {.palette = 1};
    for (int t = 0; t < 8; t++)
        shapes.bytes[t] = 64, shapes.rows[t] = 16;
    _tile_loadconfig(&shapes);
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
}

/* Adds to the sums of 16 rows, or of 32 (`both`), in tiles 0 to 3: products with a tile of weights, and with another. */
#define MULTIPLY(tile, other, multiply_other)   \
    _tile_loadd(4, x + k, room);                \
    _tile_loadd(6, tile, 64);                   \
    _tile_loadd(7, other, 64);                  \
    _tile_dpbssd(0, 4, 6);                      \
    multiply_other(1, 4, 7);                    \
    if (both) {                                 \
        _tile_loadd(5, x + 16 * room + k, room);\
        _tile_dpbssd(2, 5, 6);                  \
        multiply_other(3, 5, 7);                \
    }

static inline void put(int32_t *upper, int32_t *upper_other, int32_t *lower, int32_t *lower_other, i64 apart, int both)
{
    _tile_stored(0, upper, apart);
    _tile_stored(1, upper_other, apart);
    _tile_zero(0);
    _tile_zero(1);
    if (both) {
        _tile_stored(2, lower, apart);
        _tile_stored(3, lower_other, apart);
        _tile_zero(2);
        _tile_zero(3);
    }
}

void tile_products(const int8_t *x, i64 room, i64 rows, i64 outputs, const int8_t *tiles, int32_t *sums)
{
    int both = rows > 16;
    begin_tiles();
    for (i64 j = 0; j < outputs; j += 32, tiles += 32 * room) {
        for (i64 k = 0; k < room; k += 64) {
            MULTIPLY(tiles + k * 16, tiles + (room + k) * 16, _tile_dpbssd)
        }
        int32_t *lower = sums + 16 * outputs;
        put(sums + j, sums + j + 16, lower + j, lower + j + 16, outputs * sizeof *sums, both);
    }
    _tile_release();
}

void split_tile_products(const int8_t *x, i64 room, i64 rows, i64 outputs, const int8_t *tiles, int32_t *sums)
{
    int both = rows > 16;
    begin_tiles();
    for (i64 j = 0; j < outputs; j += 16, tiles += 32 * room) {
        int32_t high[32 * 16], low[32 * 16];
        for (i64 k = 0; k < room; k += 64) {
            MULTIPLY(tiles + k * 32, tiles + k * 32 + 1024, _tile_dpbsud)
        }
        put(high, low, high + 16 * 16, low + 16 * 16, 64, both);
        for (i64 r = 0; r < rows; r++)
            for (int i = 0; i < 16; i++)
                sums[r * outputs + j + i] = (u32)high[r * 16 + i] * 256 + low[r * 16 + i];
    }
    _tile_release();
}
#else
int has_tiles(void) { return 0; }
void tile_products(const int8_t *x, i64 room, i64 rows, i64 outputs, const int8_t *tiles, int32_t *sums)
{
    (void)x, (void)room, (void)rows, (void)outputs, (void)tiles, (void)sums;
}
void split_tile_products(const int8_t *x, i64 room, i64 rows, i64 outputs, const int8_t *tiles, int32_t *sums)
{
    tile_products(x, room, rows, outputs, tiles, sums);
}
#endif
