/* How much a line is worded as furniture is: the C of tasks/furniture/wording.py. */

#ifndef WORDING_H
#define WORDING_H

#include <math.h>

#include "lines.h"

enum { MOST_TOKENS = 120, FIRST_TOKENS = 8, FEWEST_WORDS = 3, SHAPES = 7, SHORT_WORDED = 400 };
enum { BEGIN = 1, END = 2, PAIR = 3, APART = 5, TRIPLE = 7, START = 13, START_LETTERS = 5 };
#define SHAPE_WEIGHT 0.3

/* As in wording.py. */
struct wording {
    const int8_t *table;
    u64 mask; /* its size less one */
    double scale, bias; /* of its weights */
    double gate; /* below this its single words tell that a line is none */
    double least, inside; /* from here on a line may go for its wording, at the ends of a text and inside it */
};

static int weight_of(const struct wording *w, u64 hash) { return w->table[hash & w->mask]; }

static i64 weights_of(const struct wording *w, const u64 *hashes, i64 count)
{
    i64 sum = 0;
    for (i64 i = 0; i < count; i++)
        sum += weight_of(w, hashes[i]);
    return sum;
}

static int is_capital(const struct letters *t, u32 c) { return c < 0x10000 && t->lower[c] != c; }

/* All currencies are alike. */
static u32 sign(u32 c) { return c == 0xA3 || c == 0xA5 || (c >= 0x20A0 && c <= 0x20CF) ? '$' : c; }

static u64 side(const struct letters *t, u32 c)
{
    return kind_of(t, c) & (LETTER | DIGIT) ? 1 + is_capital(t, c) : sign(c);
}

/* The log-odds that a line is furniture, all of whose characters are in the tables; less than any for less than three words, and,
   if it is gated, where its single words tell that it is none, as those of most do. */
static double worded(const struct wording *w, const struct letters *t, const u32 *codes, struct line line, int gated)
{
    u64 tokens[MOST_TOKENS + 2], starts[MOST_TOKENS + 2];
    i64 count = 1, words = 0, capitals = 0, shouted = 0, numbers = 0, all = 0;
    int quoted = 0;
    tokens[0] = BEGIN;
    for (i64 i = line.start; i < line.end;) {
        u32 c = small(t, codes[i]);
        int kind = kind_of(t, c);
        i64 start = i++;
        quoted |= c == '"' || c == 0x201C || c == 0x201D || c == 0xAB || c == 0xBB || c == 0x201E;
        if (kind & BLANK)
            continue;
        struct hash h = {0, 0}, first;
        if (kind & DIGIT) {
            while (i < line.end && kind_of(t, codes[i]) & DIGIT)
                i++;
            c = '0';
            numbers += count <= MOST_TOKENS;
        }
        put(&h, sign(c));
        first = h;
        if (kind & LETTER) {
            int upper = is_capital(t, codes[start]), every = upper;
            for (; i < line.end && kind_of(t, codes[i]) & LETTER; i++) {
                put(&h, small(t, codes[i]));
                first = h.count <= START_LETTERS ? h : first;
                every &= is_capital(t, codes[i]);
            }
            if (all++ < MOST_TOKENS) {
                words++;
                capitals += upper;
                shouted += every && i - start > 1;
            }
        }
        if (count <= MOST_TOKENS) {
            tokens[count] = done(&h);
            starts[count] = first.state + first.count;
            __builtin_prefetch(w->table + (tokens[count] & w->mask)); /* several at a time: of these memory is slow */
            if (gated && count == FIRST_TOKENS && w->scale * weights_of(w, tokens + 1, count) / sqrt(count) < w->gate)
                return -INFINITY; /* most */
            count++;
        }
    }
    if (words < FEWEST_WORDS)
        return -INFINITY;
    i64 sum = weights_of(w, tokens + 1, count - 1);
    if (gated && w->scale * sum / sqrt(count - 1) < w->gate)
        return -INFINITY;
    tokens[count++] = END;
    sum += weight_of(w, BEGIN) + weight_of(w, END);
    u64 pair = 0;
    for (i64 i = 0; i < count; i++) {
        u64 start = i && i < count - 1 ? mixed(starts[i]) : tokens[i];
        sum += weight_of(w, mixed(start * START));
        if (i >= 2)
            sum += weight_of(w, mixed(tokens[i - 2] * APART + tokens[i])) + weight_of(w, mixed(pair * TRIPLE + tokens[i]));
        if (i >= 1)
            sum += weight_of(w, pair = mixed(tokens[i - 1] * PAIR + tokens[i]));
    }
    struct line bare = stripped(t, codes, line, BLANK);
    i64 many = 12 + words / 4;
    many = words < many ? words : many;
    u64 shapes[SHAPES] = {
        many < 24 ? many : 24, 5 * capitals / words, 4 * shouted / words, side(t, codes[bare.end - 1]),
        side(t, codes[bare.start]), quoted, numbers < 3 ? numbers : 3,
    };
    i64 shaped = 0;
    for (u64 k = 0; k < SHAPES; k++)
        shaped += weight_of(w, mixed((k + 1) << 32 | shapes[k]));
    return w->scale * (sum / sqrt(5 * count - 5) + SHAPE_WEIGHT * shaped) + w->bias;
}

/* Whether a line has characters that are not in the tables. */
static int is_beyond(const u32 *codes, struct line line)
{
    u32 all = 0;
    for (i64 i = line.start; i < line.end; i++)
        all |= codes[i];
    return all >= 0x10000;
}

/* Whether a line may go for its wording, from so much on. Of what is beyond the tables Python tells. */
static int may_go(const struct wording *w, const struct letters *t, const u32 *codes, struct line line, double least)
{
    return is_beyond(codes, line) || worded(w, t, codes, line, 1) >= least;
}

#endif
