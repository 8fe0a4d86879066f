/* The first layer of the apostrophes' network, from tables of bytes, in whole numbers: the C of first_layer in network.py. A sum
   stays below 2**31: see there. */

#include <string.h>

#include "products.h"

/* As in features.py and network.py. */
enum { WINDOW = 14, WORD_SIZE = 48, SIGN_SIZE = 12, OUTPUTS = 256, ROOM = 1024 };
enum { INPUTS = WINDOW * (WORD_SIZE + SIGN_SIZE) + 2 * WORD_SIZE + 3 * SIGN_SIZE };

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

i64 first_layer(const int8_t *word, const int8_t *own_of, const int8_t *sign, const int8_t *document_of,
                const int8_t *style_of, const int8_t *tense_of, const u16 *words, const u16 *signs, const u16 *own,
                const u16 *base, const u8 *document, const u8 *style, const u8 *tense, i64 n, const i16 *packed,
                const int8_t *split, const float *scale, const float *bias, float *out)
{
    const int8_t *tables[] = {word, own_of, sign, document_of, style_of, tense_of};
    _Alignas(64) int8_t x[ROWS * ROOM] = {0};
    int32_t sums[ROWS * OUTPUTS];
    i64 together = rows_at_once();
    for (i64 first = 0; first < n; first += together) {
        i64 rows = n - first < together ? n - first : together;
        for (i64 r = 0, i = first; r < rows; r++, i++)
            gather(tables, words + i * WINDOW, signs + i * WINDOW, own[i], base[i], document[i], style[i], tense[i], x + r * ROOM);
        /* What the next rows need: the table is larger than most caches. */
        i64 later = n - first - rows < together ? n : first + 2 * together;
        for (i64 k = (first + rows) * WINDOW; k < later * WINDOW; k++)
            __builtin_prefetch(word + words[k] * WORD_SIZE);
        if (has_tiles())
            split_tile_products(x, ROOM, rows, OUTPUTS, split, sums);
        else
            products(x, ROOM, rows, INPUTS, OUTPUTS, packed, sums);
        for (i64 r = 0; r < rows; r++)
            scaled(sums + r * OUTPUTS, scale, bias, OUTPUTS, out + (first + r) * OUTPUTS);
    }
    return n;
}
