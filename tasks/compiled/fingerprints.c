/* Words and MinHash bands of many texts: what the numpy code in tasks/dedupe does, bit for bit. */

#include <stdlib.h>

#include "bytes.h"

/* --- words.py: words. Texts are data[bounds[i]..bounds[i + 1]], UTF-8. `kind` tells of a character below 0x10000 what it is
   (PART of a word, GONE as apostrophes are, a word ALONE, or none of these) and `lower` what it is in lower case. Where that is
   more than one character, or depends on its neighbours, or the character is beyond 0x10000 and `far` (the kinds of those) is
   not given, the text's `status` is set to 1: the caller must lower it, or give `far`.

   A word of more than `longest` bytes gets no hash here: its place goes to `long_at`, its bytes to `long_bytes`, their number
   to `long_size`. Returns how many such words there are; the number of all words is last of `starts`. */

enum { APART, PART, GONE, ALONE, SPECIAL };

/* Of 64 bytes, as bits: letters and digits of ASCII; and those that have to be looked at one by one, apostrophes and what is not
   ASCII. */
static u64 parts(const u8 *p, u64 *odd)
{
    u8 part[WINDOW], strange[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
        u8 c = p[i];
        part[i] = ((u8)((c | 0x20) - 'a') < 26) | ((u8)(c - '0') < 10);
        strange[i] = (c >= 0x80) | (c == '\'') | (c == '`');
    }
    *odd = bits(strange);
    return bits(part);
}

static inline u64 hash_of(const u8 *word, int size)
{
    const u64 small = 0x2020202020202020ULL; /* letters and digits in lower case */
    u64 hash = mixed(lowest(eight(word) | small, 8 * size));
    for (int done = 8; done < size; done += 8)
        hash = mixed(hash + lowest(eight(word + done) | small, 8 * (size - done)) + GOLDEN);
    return hash;
}

enum { BEYOND = 8 }; /* bytes that are read behind a window */

/* The hashes of words from `p` on that are whole within a window, and of ASCII: how many, how many characters they have, and how
   far that goes. */
static i64 plain_words(const u8 *p, u64 *hashes, i64 *letters, i64 *done)
{
    u64 odd, part = parts(p, &odd);
    i64 count = 0;
    int stop;
    part = whole_words(part, odd, &stop);
    for (u64 starts = part & ~(part << 1), ends = ~part & part << 1; starts; starts &= starts - 1, ends &= ends - 1) {
        int start = __builtin_ctzll(starts), size = __builtin_ctzll(ends) - start;
        hashes[count++] = hash_of(p + start, size);
        *letters += size;
    }
    *done = stop;
    return count;
}

i64 text_words(const u8 *data, const i64 *bounds, i64 texts, const u8 *kind, const u16 *lower, const u8 *far, i64 longest,
               u64 *hashes, i64 *starts, i64 *letters, u8 *status, i64 *long_at, u8 *long_bytes, i64 *long_size)
{
    i64 count = 0, longs = 0;
    u8 *out = long_bytes;
    for (i64 text = 0; text < texts; text++) {
        const u8 *p = data + bounds[text], *end = data + bounds[text + 1];
        i64 seen = 0, bytes = 0; /* characters in words; bytes of the word that is open */
        u64 hash = 0, eight = 0;
        starts[text] = count;
#define PUT(byte) \
    do { \
        u8 put = (byte); \
        out[bytes] = put; \
        eight |= (u64)put << 8 * (bytes & 7); \
        if (!(++bytes & 7)) { \
            hash = bytes == 8 ? mixed(eight) : mixed(hash + eight + GOLDEN); \
            eight = 0; \
        } \
    } while (0)
#define CLOSE \
    do { \
        if (bytes & 7) \
            hash = bytes < 8 ? mixed(eight) : mixed(hash + eight + GOLDEN); \
        hashes[count] = hash; \
        if (bytes > longest) { \
            long_at[longs] = count; \
            long_size[longs++] = bytes; \
            out += bytes; \
        } \
        count++; \
        bytes = 0; \
        eight = 0; \
    } while (0)
        for (;;) {
            if (!bytes && end - p >= WINDOW + BEYOND && *p < 0x80) { /* most words, at a fraction of the time */
                i64 done;
                count += plain_words(p, hashes + count, &seen, &done);
                p += done;
                if (done)
                    continue;
            }
            if (p < end) {
                u32 c = *p++;
                int what;
                if (c < 0x80) {
                    what = kind[c];
                    if (what == PART) {
                        PUT(lower[c]);
                        seen++;
                        continue;
                    }
                } else {
                    int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
                    c &= 0x3F >> more;
                    while (more-- && p < end)
                        c = c << 6 | (*p++ & 0x3F);
                    what = c < 0x10000 ? kind[c] : far ? far[c] : SPECIAL;
                    if (what == SPECIAL)
                        status[text] = 1;
                    c = c < 0x10000 ? lower[c] : c;
                    if (what == ALONE && bytes)
                        CLOSE;
                    if (what == PART || what == ALONE) {
                        if (c >= 0x10000)
                            PUT(0xF0 | c >> 18);
                        if (c >= 0x800)
                            PUT(c >= 0x10000 ? 0x80 | (c >> 12 & 0x3F) : 0xE0 | c >> 12);
                        if (c >= 0x80)
                            PUT(c >= 0x800 ? 0x80 | (c >> 6 & 0x3F) : 0xC0 | c >> 6);
                        PUT(c >= 0x80 ? 0x80 | (c & 0x3F) : c);
                        seen++;
                        if (what == PART)
                            continue;
                    }
                }
                if (what == GONE)
                    continue;
            }
            if (bytes)
                CLOSE;
            if (p >= end)
                break;
        }
#undef CLOSE
#undef PUT
        letters[text] = seen;
    }
    starts[texts] = count;
    return longs;
}

/* --- shingles.py, minhash.py, inside.py: the distinct shingles of `size` words of each text, how many there are, the `probes`
   least of them, the band keys, and a sketch. `factors` are a multiplier a row of a band. Returns -1 where there is no memory. */

enum { SKETCH = 8, EACH = 16, BITS = 4 }; /* as in minhash.py */

static i64 distinct(u64 *found, i64 n, u64 *slots, i64 room)
{
    i64 kept = 0;
    memset(slots, 0, room * sizeof *slots);
    int zero = 0;
    for (i64 i = 0; i < n; i++) {
        u64 x = found[i];
        if (!x) {
            if (!zero)
                found[kept++] = x;
            zero = 1;
            continue;
        }
        i64 at = x & (room - 1);
        while (slots[at] && slots[at] != x)
            at = (at + 1) & (room - 1);
        if (!slots[at]) {
            slots[at] = x;
            found[kept++] = x;
        }
    }
    return kept;
}

i64 fingerprint(const u64 *words, const i64 *starts, i64 texts, i64 size, i64 bands, i64 rows, const u32 *factors, i64 probes,
                i64 *counts, u64 *least, u64 *keys, u64 *sketches)
{
    i64 most = 1;
    for (i64 text = 0; text < texts; text++)
        if (starts[text + 1] - starts[text] > most)
            most = starts[text + 1] - starts[text];
    i64 room = 16;
    while (room < 2 * most)
        room *= 2;
    u64 *found = malloc(most * sizeof *found), *slots = malloc(room * sizeof *slots);
    u32 *low = malloc(most * sizeof *low);
    i64 result = found && slots && low ? texts : -1;
    for (i64 text = 0; text < texts && result >= 0; text++) {
        const u64 *w = words + starts[text];
        i64 n = starts[text + 1] - starts[text], many = n >= size ? n - size + 1 : n > 0, run = n < size ? n : size;
        for (i64 i = 0; i < many; i++) {
            u64 one = w[i];
            for (i64 k = 1; k < run; k++)
                one = one * GOLDEN + w[i + k];
            found[i] = mixed(one);
        }
        i64 mine = 16;
        while (mine < 2 * many)
            mine *= 2;
        many = distinct(found, many, slots, mine);
        counts[text] = many;
        u64 *key = keys + text * bands, *few = least + text * probes, *sketch = sketches + text * SKETCH;
        memset(sketch, 0, SKETCH * sizeof *sketch);
        if (!many) {
            memset(key, 0, bands * sizeof *key);
            memset(few, 0, probes * sizeof *few);
            continue;
        }
        i64 have = 0;
        for (i64 i = 0; i < many; i++) {
            i64 at = have < probes ? have++ : probes;
            if (at == probes && found[i] >= few[probes - 1])
                continue;
            at = at < probes ? at : probes - 1;
            while (at > 0 && few[at - 1] > found[i])
                few[at] = few[at - 1], at--;
            few[at] = found[i];
        }
        for (; have < probes; have++)
            few[have] = few[have - 1];
        for (i64 i = 0; i < many; i++)
            low[i] = found[i] >> 32;
        for (i64 band = 0; band < bands; band++) {
            u64 made = band + 1;
            for (i64 row = 0; row < rows; row++) {
                u32 factor = factors[band * rows + row], min = UINT32_MAX;
                for (i64 i = 0; i < many; i++) {
                    u32 product = low[i] * factor;
                    min = product < min ? product : min;
                }
                made = mixed(made + min);
                i64 number = band * rows + row;
                if (number < SKETCH * EACH)
                    sketch[number / EACH] |= (u64)(min & ((1 << BITS) - 1)) << BITS * (number % EACH);
            }
            key[band] = made ? made : 1;
        }
    }
    free(found);
    free(slots);
    free(low);
    return result;
}

/* --- keepers.py: of `pairs` j > i of articles, ascending, which j go, each as a copy of an i that stays. Sets are
   hashes[starts[i]..starts[i + 1]], sorted and distinct. `keepers` are -1 and `similarities` what is asked for at least; both are
   set for those that go. */

static i64 shared(const u64 *a, const u64 *a_end, const u64 *b, const u64 *b_end)
{
    i64 count = 0;
    while (a < a_end && b < b_end) { /* no branch on what stands there: it could not be foreseen */
        u64 x = *a, y = *b;
        count += x == y;
        a += x <= y;
        b += y <= x;
    }
    return count;
}

i64 choose(const u64 *hashes, const i64 *starts, const i64 *pairs, i64 count, i64 *keepers, double *similarities)
{
    for (const i64 *end = pairs + 2 * count; pairs < end; pairs += 2) {
        i64 j = pairs[0], i = pairs[1], sizes = starts[j + 1] - starts[j] + starts[i + 1] - starts[i];
        if (keepers[i] >= 0)
            continue;
        i64 both = shared(hashes + starts[j], hashes + starts[j + 1], hashes + starts[i], hashes + starts[i + 1]);
        double found = sizes ? (double)both / (double)(sizes - both) : 1;
        /* Of several the most similar one, of equals the first. */
        if (found > similarities[j] || (keepers[j] < 0 && found == similarities[j])) {
            keepers[j] = i;
            similarities[j] = found;
        }
    }
    return 0;
}
