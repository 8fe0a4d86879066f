/* The kinds of numbers, and how they are mixed. */

#ifndef NUMBERS_H
#define NUMBERS_H

#include <stdint.h>

typedef uint8_t u8;
typedef int16_t i16;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int64_t i64;

#define GOLDEN 0x9E3779B97F4A7C15ULL

/* SplitMix64's finaliser (Steele et al. 2014). */
static inline u64 mixed(u64 x)
{
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ x >> 27) * 0x94D049BB133111EBULL;
    return x ^ x >> 31;
}

#endif
