/* Floating-point numbers, the same bits on every processor: the C of tasks/repair/apostrophes/floats.py, which tells how. */

#ifndef FLOATS_H
#define FLOATS_H

#include <string.h>

#include "numbers.h"

static inline float rounded(float x)
{
    const float round = 12582912; /* 1.5 * 2**23: what it is added to, and is taken from, is whole */
    return (x + round) - round;
}

/* e to the power of numbers up to 0. */
static inline void powers(float *x, int n)
{
    for (int k = 0; k < n; k++) { /* apart: compilers would jump for the least, and make no vectors */
        float t = x[k] * 1.442695f;
        x[k] = t > -100 ? t : -100;
    }
    for (int k = 0; k < n; k++) {
        float whole = rounded(x[k]), t = x[k] - whole;
        float p = t * 0.0013333558f + 0.009618129f;
        p = p * t + 0.05550411f;
        p = p * t + 0.24022651f;
        p = p * t + 0.6931472f;
        p = p * t + 1;
        u32 bits = (u32)((int32_t)whole + 127) << 23;
        float two;
        memcpy(&two, &bits, sizeof two);
        x[k] = p * two;
    }
}

typedef float lanes8 __attribute__((vector_size(32), aligned(4), may_alias));

/* What a layer makes of a row; `outputs` are a multiple of 32. Compilers leave sums in memory, and wait for it, unless told that they
   are vectors. */
static inline void dense(const float *x, i64 inputs, const float *weights, const float *bias, i64 outputs, float *to)
{
    for (i64 j = 0; j < outputs; j += 32) {
        const lanes8 *from = (const lanes8 *)(bias + j);
        lanes8 *sums = (lanes8 *)(to + j), a = from[0], b = from[1], c = from[2], d = from[3];
        for (i64 k = 0; k < inputs; k++) {
            const lanes8 *w = (const lanes8 *)(weights + k * outputs + j);
            a += x[k] * w[0];
            b += x[k] * w[1];
            c += x[k] * w[2];
            d += x[k] * w[3];
        }
        sums[0] = a, sums[1] = b, sums[2] = c, sums[3] = d;
    }
}

/* The same of a last layer, one output for each kind of mark. */
enum { KINDS = 4 };
static inline void dense_kinds(const float *x, i64 inputs, const float *weights, const float *bias, float *to)
{
    float sum[KINDS];
    memcpy(sum, bias, sizeof sum);
    for (i64 k = 0; k < inputs; k++)
        for (int j = 0; j < KINDS; j++)
            sum[j] += x[k] * weights[k * KINDS + j];
    memcpy(to, sum, sizeof sum);
}

static inline void without_negatives(float *x, i64 n)
{
    for (i64 k = 0; k < n; k++)
        x[k] = x[k] > 0 ? x[k] : 0;
}

#endif
