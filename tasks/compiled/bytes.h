/* Bytes of UTF-8, many at a time. */

#ifndef BYTES_H
#define BYTES_H

#include <string.h>

#include "numbers.h"

/* Eight bytes as one number, the first one lowest. */
static inline u64 eight(const u8 *p)
{
    u64 all;
    memcpy(&all, p, sizeof all);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    all = __builtin_bswap64(all);
#endif
    return all;
}

/* Which of 64 bytes, each 0 or 1, are 1, as bits: processors guess badly where loops of eight end. */
static inline u64 bits(const u8 *p)
{
    u64 all = 0;
    for (int i = 0; i < 8; i++)
        all |= eight(p + 8 * i) * 0x0102040810204080ULL >> 56 << 8 * i;
    return all;
}

/* The lowest `n` bits of 64. */
static inline u64 lowest(u64 all, int n) { return n < 64 ? all & ((1ULL << n) - 1) : all; }

enum { WINDOW = 64 }; /* bytes looked at together */

/* Of the words of a window, whose bytes are the bits of `part`, those that are whole, and of none that is `odd`; how far these and
   what stands between them go. */
static inline u64 whole_words(u64 part, u64 odd, int *stop)
{
    int plain = odd ? __builtin_ctzll(odd) : WINDOW;
    /* The word that goes on there is not whole. */
    u64 apart = lowest(~part, plain);
    *stop = apart ? WINDOW - __builtin_clzll(apart) : 0;
    return lowest(part, *stop);
}

/* A character of UTF-8 that begins at `p`, and where the next one does. */
static inline const u8 *decoded(const u8 *p, u32 *code)
{
    u32 c = *p++;
    if (c >= 0x80) {
        int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
        c &= 0x3F >> more;
        while (more--)
            c = c << 6 | (*p++ & 0x3F);
    }
    *code = c;
    return p;
}

#endif
