/* Whole texts: words between white space, how many a text has, and whether they are English (the C of tasks/language.py); what
   the first repairs may have to do in it (the C of tasks/repair/spots.py). */

#include <string.h>

#include "lines.h"

i64 count_words(const u8 *data, const i64 *bounds, i64 texts, const u8 *kinds, int32_t *counts)
{
    struct letters t = {kinds, 0};
    for (i64 i = 0; i < texts; i++) {
        int32_t count = 0;
        int within = 0;
        u32 code;
        for (const u8 *p = data + bounds[i], *end = data + bounds[i + 1]; p < end;) {
            p = decoded(p, &code);
            int word = !(kind_of(&t, code) & BLANK);
            count += word && !within;
            within = word;
        }
        counts[i] = count;
    }
    return texts;
}

/* Whether one of `share` words is one of `ours`, of `least` or more, more than `times` as many as of `theirs`, and one character in
   `ascii` at the most beyond ASCII, in the first characters up to either of two limits. The tables hold the mixed bytes of short
   ASCII words; no other word is in them. */
i64 english_texts(const u8 *data, const i64 *bounds, i64 texts, const u8 *kinds, const u64 *ours, i64 ours_mask,
                  const u64 *theirs, i64 theirs_mask, i64 few, i64 many, i64 least, i64 share, i64 times, i64 ascii, u8 *found)
{
    enum { SHORT = 8 };
    struct letters t = {kinds, 0};
    for (i64 i = 0; i < texts; i++) {
        found[i] = 0;
        for (int pass = 0; pass < 2 && !found[i]; pass++) {
            const u8 *p = data + bounds[i], *end = data + bounds[i + 1];
            i64 left = pass ? many : few, words = 0, english = 0, other = 0, looked = 0, beyond = 0;
            u64 word = 0;
            int size = 0;
            for (u32 code; p < end || size; left--) {
                code = ' '; /* what ends the last word */
                if (p < end && left > 0) {
                    p = decoded(p, &code);
                    looked++, beyond += code >= 0x80;
                } else
                    p = end;
                if (!(kind_of(&t, code) & BLANK)) {
                    if (size < SHORT)
                        word |= (u64)(code >= 'A' && code <= 'Z' ? code + 32 : code < 0x80 ? code : 0xFF) << 8 * size;
                    size++;
                } else if (size) {
                    u64 hash = mixed(word);
                    words++;
                    if (size <= SHORT && has(ours, ours_mask, hash))
                        english++;
                    else if (size <= SHORT)
                        other += has(theirs, theirs_mask, hash);
                    word = size = 0;
                }
            }
            found[i] = words >= least && english * share >= words && english > times * other && beyond * ascii <= looked;
        }
    }
    return texts;
}

/* As in spots.py. */
enum { MARKUP = 1, ENCODING = 2, WHITESPACE = 4, SURROGATES = 8, STRANGERS = 64, RUN = 3, CHARACTER = 21, EMPTY_LINES = 5 };

static int has_number(const u64 *some, i64 many, u64 number)
{
    for (i64 i = 0; i < many; i++)
        if (some[i] == number)
            return 1;
    return 0;
}

/* No control code, beginning of markup, or character beyond ASCII. */
static inline int is_plain(u32 c) { return (c >= ' ') & (c < 127) & (c != '<') & (c != '&') & (c != ';'); }

/* Many characters at a time, which a search that stops at the first one cannot look at. */
static void mark_odd(const u32 *restrict codes, i64 size, u8 *restrict odd)
{
    for (i64 i = 0; i < size; i++)
        odd[i] = !is_plain(codes[i]);
}

/* What may be amiss in each text. Runs beyond ASCII are right if they are in a table; the others are told too, as far as there
   is room. `odd` has a byte for each character. Returns how many. */
i64 text_spots(const u32 *codes, const i64 *bounds, i64 texts, const u8 *kinds, const u64 *right, i64 mask, u8 *odd,
               u8 *found, u64 *strangers)
{
    struct letters t = {kinds, 0};
    i64 many = 0;
    u8 ending[128] = {0};
    mark_odd(codes, bounds[texts], odd);
    for (const char *c = "0123456789tpsoh"; *c; c++)
        ending[(int)*c] = 1; /* the last characters of "#39", "quot", "amp", "apos", "lsquo", "ndash", ... */
    for (i64 i = 0; i < texts; i++) {
        const u32 *begin = codes + bounds[i], *end = codes + bounds[i + 1], *p = begin;
        int what = 0;
        if (p < end && (kind_of(&t, p[0]) | kind_of(&t, end[-1])) & BLANK)
            what |= WHITESPACE;
        for (;;) {
            const u8 *next = memchr(odd + (p - codes), 1, end - p);
            if (!next)
                break;
            p = codes + (next - odd);
            if (*p == '\n') {
                const u32 *first = p;
                if (p > begin && kind_of(&t, p[-1]) & BLANK)
                    what |= WHITESPACE;
                while (p < end && *p == '\n')
                    p++;
                if (p - first >= EMPTY_LINES)
                    what |= WHITESPACE;
            } else if (*p < 128) {
                if (*p == '<' || *p == '&' || (*p == ';' && p > begin && p[-1] < 128 && ending[p[-1]]))
                    what |= MARKUP;
                else if (*p == '\r')
                    what |= WHITESPACE;
                else if ((*p < ' ' && *p != '\t') || *p == 127)
                    what |= ENCODING;
                p++;
            } else {
                const u32 *first = p;
                u64 run = 0;
                for (; p < end && *p >= 127; p++) {
                    if (p - first < RUN)
                        run |= (u64)*p << CHARACTER * (p - first);
                    if (*p == 0xA0)
                        what |= WHITESPACE;
                    if (*p >= 0xD800 && *p < 0xE000)
                        what |= SURROGATES;
                }
                if (p - first > RUN || (p < end && *p < ' ' && *p != '\n' && *p != '\t' && *p != '\r'))
                    what |= ENCODING;
                else if (!has(right, mask, mixed(run))) {
                    what |= ENCODING;
                    if (many < STRANGERS && !has_number(strangers, many, run))
                        strangers[many++] = run;
                }
            }
        }
        found[i] = what;
    }
    return many;
}
