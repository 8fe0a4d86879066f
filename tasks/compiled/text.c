/* Words between white space: how many a text has, and whether they are English. The C of tasks/language.py. */

#include "lines.h"

i64 count_words(const u32 *codes, const i64 *bounds, i64 texts, const u8 *kinds, int32_t *counts)
{
    struct letters t = {kinds, 0};
    for (i64 i = 0; i < texts; i++) {
        int32_t count = 0;
        int within = 0;
        for (i64 k = bounds[i]; k < bounds[i + 1]; k++) {
            int word = !(kind_of(&t, codes[k]) & BLANK);
            count += word && !within;
            within = word;
        }
        counts[i] = count;
    }
    return texts;
}

/* Whether one of `share` words is one of `ours`, of `least` or more, and more than `times` as many as of `theirs`, in the first
   characters up to either of two limits. */
i64 english_texts(const u32 *codes, const i64 *bounds, i64 texts, const u8 *kinds, const u16 *lower, const u64 *ours,
                  i64 ours_mask, const u64 *theirs, i64 theirs_mask, i64 few, i64 many, i64 least, i64 share, i64 times,
                  u8 *found)
{
    struct letters t = {kinds, lower};
    for (i64 i = 0; i < texts; i++) {
        const u32 *text = codes + bounds[i];
        i64 size = bounds[i + 1] - bounds[i];
        found[i] = 0;
        for (int pass = 0; pass < 2 && !found[i]; pass++) {
            i64 limit = pass ? many : few, words = 0, english = 0, other = 0;
            limit = limit < size ? limit : size;
            for (i64 k = 0; k < limit;) {
                if (kind_of(&t, text[k]) & BLANK) {
                    k++;
                    continue;
                }
                struct hash h = {0, 0};
                for (; k < limit && !(kind_of(&t, text[k]) & BLANK); k++)
                    put(&h, small(&t, text[k]));
                u64 hash = done(&h);
                words++;
                if (has(ours, ours_mask, hash))
                    english++;
                else
                    other += has(theirs, theirs_mask, hash);
            }
            found[i] = words >= least && english * share >= words && english > times * other;
        }
    }
    return texts;
}
