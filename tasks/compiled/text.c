/* Whole texts: words between white space, how many a text has, and whether they are English (the C of tasks/language.py); what
   the first repairs may have to do in it (the C of tasks/repair/spots.py). */

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

/* Whether one of `share` words is one of `ours`, of `least` or more, and more than `times` as many as of `theirs`, in the first
   characters up to either of two limits. The tables hold the mixed bytes of short ASCII words; no other word is in them. */
i64 english_texts(const u8 *data, const i64 *bounds, i64 texts, const u8 *kinds, const u64 *ours, i64 ours_mask,
                  const u64 *theirs, i64 theirs_mask, i64 few, i64 many, i64 least, i64 share, i64 times, u8 *found)
{
    enum { SHORT = 8 };
    struct letters t = {kinds, 0};
    for (i64 i = 0; i < texts; i++) {
        found[i] = 0;
        for (int pass = 0; pass < 2 && !found[i]; pass++) {
            const u8 *p = data + bounds[i], *end = data + bounds[i + 1];
            i64 left = pass ? many : few, words = 0, english = 0, other = 0;
            u64 word = 0;
            int size = 0;
            for (u32 code; p < end || size; left--) {
                code = ' '; /* what ends the last word */
                if (p < end && left > 0)
                    p = decoded(p, &code);
                else
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
            found[i] = words >= least && english * share >= words && english > times * other;
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

/* What may be amiss in each text. Runs beyond ASCII are right if they are in a table; the others are told too, as far as there
   is room. Returns how many. */
i64 text_spots(const u32 *codes, const i64 *bounds, i64 texts, const u8 *kinds, const u64 *right, i64 mask, u8 *found,
               u64 *strangers)
{
    struct letters t = {kinds, 0};
    i64 many = 0;
    u8 plain[128], ending[128] = {0};
    for (int c = 0; c < 128; c++)
        plain[c] = c >= ' ' && c < 127 && c != '<' && c != '&' && c != ';';
    for (const char *c = "0123456789tpsoh"; *c; c++)
        ending[(int)*c] = 1; /* the last characters of "#39", "quot", "amp", "apos", "lsquo", "ndash", ... */
    for (i64 i = 0; i < texts; i++) {
        const u32 *text = codes + bounds[i];
        i64 size = bounds[i + 1] - bounds[i], ends = 0;
        int what = 0;
        if (size && (kind_of(&t, text[0]) & BLANK || kind_of(&t, text[size - 1]) & BLANK))
            what |= WHITESPACE;
        for (i64 k = 0; k < size; k++) {
            u32 c = text[k];
            if (c < 128 && plain[c]) {
                ends = 0;
                continue;
            }
            if (c == '\n') {
                if (++ends >= EMPTY_LINES || (k && text[k - 1] != '\n' && kind_of(&t, text[k - 1]) & BLANK))
                    what |= WHITESPACE;
                continue;
            }
            ends = 0;
            if (c == '<' || c == '&' || (c == ';' && k && text[k - 1] < 128 && ending[text[k - 1]]))
                what |= MARKUP;
            else if (c == '\r')
                what |= WHITESPACE;
            else if (c < 128)
                what |= c == '\t' || c == ';' ? 0 : ENCODING;
            else {
                i64 from = k;
                u64 run = 0;
                for (; k < size && text[k] >= 127; k++) {
                    c = text[k];
                    if (k - from < RUN)
                        run |= (u64)c << CHARACTER * (k - from);
                    if (c == 0xA0)
                        what |= WHITESPACE;
                    if (c >= 0xD800 && c < 0xE000)
                        what |= SURROGATES;
                }
                if (k - from > RUN || (k < size && text[k] < ' ' && text[k] != '\n' && text[k] != '\t' && text[k] != '\r'))
                    what |= ENCODING;
                else if (!has(right, mask, mixed(run))) {
                    what |= ENCODING;
                    if (many < STRANGERS && !has_number(strangers, many, run))
                        strangers[many++] = run;
                }
                k--;
            }
        }
        found[i] = what;
    }
    return many;
}
