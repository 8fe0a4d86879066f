/* Characters and lines as the C of the furniture's phase sees them. */

#ifndef LINES_H
#define LINES_H

#include "bytes.h"

/* Of a character, in `kinds`: as Python tells them. */
enum { BLANK = 1, AROUND = 2, DIGIT = 4, LETTER = 8, ODD = 16, ALONE = 32 };

struct letters {
    const u8 *kinds; /* of characters below 0x10000 */
    const u16 *lower;
};

struct line {
    i64 start, end;
};

static inline int kind_of(const struct letters *t, u32 c) { return c < 0x10000 ? t->kinds[c] : LETTER | ODD; }
static inline u32 small(const struct letters *t, u32 c) { return c == 0x2019 ? '\'' : c < 0x10000 ? t->lower[c] : c; }

static inline int is_capital_letter(u32 c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE); }
static inline int is_small_letter(u32 c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF); }

/* Whether a parser may have joined two sentences, by what stands before the first one's stop and what begins the second (JOINED in
   tasks/furniture/prose.py). */
static inline int are_joined(u32 before, u32 begins)
{
    return (is_small_letter(before) || (before >= '0' && before <= '9') || before == '%' || before == ')') &&
           (is_capital_letter(begins) || begins == 0xA9 || begins == '(' || begins == '[');
}

/* A running hash of characters: a polynomial of them (Karp and Rabin 1987), mixed at the end. */
struct hash {
    u64 state;
    i64 count;
};

static inline void put(struct hash *h, u32 c)
{
    h->state = h->state * GOLDEN + c;
    h->count++;
}

enum { BLOCK = 16 }; /* characters that a processor looks at together */

/* Sums, because of "or"s compilers make jumps, and blocks are looked at without any. */
static inline int ends(u32 c) { return (c == '.') + (c == '!') + (c == '?') + (c == 0x2026); }
static inline int closes(u32 c) { return (c == '"') + (c == 0x201D) + (c == 0x2019) + (c == ')'); }
static inline int is_blank(u32 c) { return c == ' ' || c == '\t'; }

/* The next place where something is, or `stop`. */
static inline i64 next_that(int (*is)(const u32 *), const u32 *codes, i64 at, i64 stop)
{
    for (int found = 0; at + BLOCK <= stop; at += BLOCK) {
#pragma GCC unroll 1
        for (int k = 0; k < BLOCK; k++)
            found += is(codes + at + k);
        if (found)
            break;
    }
    while (at < stop && !is(codes + at))
        at++;
    return at;
}

#define HIGH 0x8080808080808080ULL

/* Characters in UTF-8, and how many there are; up to `end` may be looked, and a block more than there are may be written. */
static inline i64 characters(const u8 *p, const u8 *stop, const u8 *end, u32 *codes)
{
    i64 n = 0;
    while (p < stop) {
        if (p + BLOCK <= end) {
            u64 first = eight(p) & HIGH, second = eight(p + 8) & HIGH;
            i64 plain = first ? __builtin_ctzll(first) / 8 : second ? 8 + __builtin_ctzll(second) / 8 : BLOCK;
            u8 block[BLOCK]; /* apart, so that a compiler sees that it may go in one */
            memcpy(block, p, BLOCK);
#pragma GCC unroll 1
            for (int k = 0; k < BLOCK; k++)
                codes[n + k] = block[k];
            plain = plain < stop - p ? plain : stop - p;
            n += plain;
            p += plain;
            if (plain == BLOCK || p == stop)
                continue;
        }
        do
            p = decoded(p, codes + n++);
        while (p < stop && *p >= 0x80);
    }
    return n;
}

#define SECOND (GOLDEN * GOLDEN)
#define FOURTH (SECOND * SECOND)
#define EIGHTH (FOURTH * FOURTH)
#define FROM_THIRD(x) (x) * SECOND * GOLDEN, (x) * SECOND, (x) * GOLDEN, (x)
static const u64 POWERS[BLOCK] = {FROM_THIRD(EIGHTH * FOURTH), FROM_THIRD(EIGHTH), FROM_THIRD(FOURTH), FROM_THIRD(1)};

/* Several characters, one behind the other: a block at a time, in which they need not wait for each other. */
static inline void put_all(struct hash *h, const u32 *codes, i64 size)
{
    u64 state = h->state;
    i64 i = 0;
    for (; i + BLOCK <= size; i += BLOCK) {
        u64 sum = 0;
#pragma GCC unroll 1 /* else it becomes sixteen single products */
        for (int k = 0; k < BLOCK; k++)
            sum += codes[i + k] * POWERS[k];
        state = state * (EIGHTH * EIGHTH) + sum;
    }
    for (; i < size; i++)
        state = state * GOLDEN + codes[i];
    h->state = state;
    h->count += size;
}

static inline u64 done(const struct hash *h) { return mixed(h->state + h->count); }

static inline struct line stripped(const struct letters *t, const u32 *codes, struct line line, int what)
{
    while (line.start < line.end && kind_of(t, codes[line.start]) & what)
        line.start++;
    while (line.start < line.end && kind_of(t, codes[line.end - 1]) & what)
        line.end--;
    return line;
}

/* Whether a table (open addressing by the low bits, 0 is an empty place) has a hash. */
static inline int has(const u64 *table, i64 mask, u64 hash)
{
    for (i64 at = hash & mask; table[at]; at = (at + 1) & mask)
        if (table[at] == hash)
            return 1;
    return 0;
}

#endif
