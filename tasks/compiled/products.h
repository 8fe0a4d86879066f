/* Products of rows of bytes with a layer's weights, in whole numbers: the same sums on every processor. */

#ifndef PRODUCTS_H
#define PRODUCTS_H

#include "numbers.h"

/* Kernels take some rows together: asked for up to MOST_ROWS, they may read ROWS, and write the sums of as many. */
enum { MOST_ROWS = 33, ROWS = 36 };

enum { BLOCK = 16 }; /* outputs for which weights lie together */

/* How many rows are worth asking for at once: of 32, as many as leave no rest. */
i64 rows_at_once(void);

/* Sums, rows x outputs, of `inputs` (an even number) bytes in each row, which has `room` of them. `packed` holds the weights of 16
   bits by blocks of 16 outputs, then by pairs of inputs, every output's two. */
void products(const int8_t *x, i64 room, i64 rows, i64 inputs, i64 outputs, const i16 *packed, int32_t *sums);

/* The same for up to 32 rows with matrix instructions for bytes, where there are some (has_tiles), and weights of 8 bits: `room` is a
   multiple of 64, and what is beyond the inputs is 0. `tiles` are of 64 inputs and 16 outputs, every output's four inputs together;
   outputs are a multiple of 32. Weights of 16 bits are split: 256 times a signed byte and one without sign, tile by tile. */
int has_tiles(void);
void tile_products(const int8_t *x, i64 room, i64 rows, i64 outputs, const int8_t *tiles, int32_t *sums);
void split_tile_products(const int8_t *x, i64 room, i64 rows, i64 outputs, const int8_t *tiles, int32_t *sums);

#endif
