/* Candidates and features of the apostrophes' model. Each function computes what the numpy code in
   tasks/repair/apostrophes does, bit for bit; what the numbers mean is told there. */

#include "slots.h"
#include "words.h"

/* --- lexicon.py: find, ids, candidates */

struct lexicon {
    const u64 *sorted;
    const u16 *ids;
    const u16 *starts;
    i64 deepest, top, endings;
};

static inline u16 find(const struct lexicon *x, u64 hash)
{
    i64 at = x->starts[hash >> x->top];
    for (i64 i = 0; i < x->deepest; i++)
        if (x->sorted[at + i] == hash)
            return x->ids[at + i];
    return 0;
}

static inline u16 ending_id(const struct lexicon *x, u64 ending)
{
    return 1 + (ending * 0xD6E8FEB86659FD93ULL >> 40) % x->endings;
}

i64 ids_of(const u64 *sorted, const u16 *known, const u16 *starts, i64 deepest, i64 top, i64 endings, const u8 *may,
           i64 marks, i64 n, const u64 *hash, const u64 *ending, const u8 *shape, u16 *ids)
{
    struct lexicon x = {sorted, known, starts, deepest, top, endings};
    for (i64 i = 0; i < n; i++) {
        if (i + 16 < n) {
            __builtin_prefetch(starts + (hash[i + 16] >> top));
            __builtin_prefetch(sorted + starts[hash[i + 8] >> top]);
        }
        u16 id = find(&x, hash[i]);
        if (id == 0 || (shape[i] == CAPS_WITH_S && !(may[id] & marks)))
            id = ending_id(&x, ending[i]);
        ids[i] = id;
    }
    return n;
}

enum { MAY_INNER = 1, MARKS = 7, LIKELY = 8, ENDS_NOUN = 128, FIRST_ID = 2048 }; /* as in lexicon.py */

i64 candidates(const u8 *may, i64 n, const u16 *ids, const u8 *shape, const i64 *length, const u8 *last_s, const u8 *mark,
               const u8 *behind, const i64 *document, const u8 *bare_in, i64 *at, u8 *kinds)
{
    i64 found = 0;
    for (i64 i = 0; i < n; i++) {
        u8 flags = may[ids[i]], next = behind[i] >> 4;
        if (!(flags & MARKS) || length[i] > LONGEST || (bare_in && (mark[i] != NO_MARK || !bare_in[document[i]])))
            continue;
        if (ids[i] < FIRST_ID) {
            if (!last_s[i] || length[i] < 3 || shape[i] >= NUMBER)
                continue;
        } else if (!(flags & (LIKELY | MAY_INNER))) {
            if ((next >= NEWLINE && next <= COLON) || (i + 1 < n && may[ids[i + 1]] & ENDS_NOUN && document[i + 1] == document[i]))
                continue;
        }
        at[found] = i;
        kinds[found++] = flags & MARKS;
    }
    return found;
}

/* --- restore.py: _count; a row of `counts` a text */

enum { FEW = 12, SNIPPET = 60 };
#define LEAST_ENGLISH 0.06
#define LEAST_KNOWN_OF_FEW 0.6
#define LEAST_KNOWN 0.85

i64 count_marks(i64 n, const u16 *ids, const u8 *mark, const u8 *quoted, const i64 *document, const u8 *english, i64 texts, i64 *counts,
                u8 *are_english)
{
    for (i64 i = 0; i < n; i++) {
        i64 *mine = counts + 6 * document[i];
        mine[0]++;
        mine[1] += english[ids[i]];
        mine[2] += ids[i] >= FIRST_ID;
        mine[3] += mark[i] != NO_MARK;
        mine[4 + quoted[i]] += mark[i] == INNER || mark[i] == BEFORE_S;
    }
    for (i64 i = 0; i < texts; i++, counts += 6) {
        double count = counts[0], frequent = counts[1], known = counts[2];
        are_english[i] = (frequent > 0 && frequent >= (count < FEW ? 0 : LEAST_ENGLISH * count)) ||
                         (count < SNIPPET && known >= (count < FEW ? LEAST_KNOWN_OF_FEW : LEAST_KNOWN) * count);
    }
    return n;
}

/* --- features.py: describe */

#define BEFORE 6
#define AFTER 8
#define WINDOW (BEFORE + AFTER)
#define NEAR 20
#define STEPS 7

/* Of a candidate's hash, and of that without its last letter: how often each stands in the text, and how often as a name does. */
enum { TIMES, NAMED };

static int step_of(const double *scale, double number, double size)
{
    double value = 1000 * (number + 0.15) / (size + 50);
    int step = 0;
    while (step < STEPS && scale[step] < value)
        step++;
    return step;
}

/* The words of one text are first..last; its candidates at[from..to]. Returns 0 where there is no memory. */
static int describe_text(const struct lexicon *x, i64 first, i64 last, const u16 *ids, const u8 *shape, const u8 *gap,
                         const u8 *behind, const u64 *hash, const u64 *base, const u64 *base_ending, const u8 *quoted,
                         const u8 *last_s, const u8 *may, i64 spoken, const int32_t *tense_of, const double *scale,
                         const i64 *at, i64 from, i64 to, u16 *words, u16 *signs, u16 *own, u16 *of_base, u8 *document,
                         u8 *style, u8 *tense)
{
    struct slots slots;
    if (!make_slots(&slots, 2 * (to - from)))
        return 0;
    for (i64 i = from; i < to; i++) {
        ask(&slots, hash[at[i]]);
        ask(&slots, base[at[i]]);
    }
    i64 contractions[2] = {0, 0}, sizes[2] = {0, 0};
    for (i64 i = first; i < last; i++) {
        struct slot *slot = slot_of(&slots, hash[i]);
        slot->counts[TIMES]++;
        slot->counts[NAMED] += shape[i] == CAPITALISED && gap[i] == ONE_BLANK;
        sizes[quoted[i]]++;
        contractions[quoted[i]] += (may[ids[i]] & spoken) > 0;
    }
    int outside = step_of(scale, contractions[0], sizes[0]), inside = step_of(scale, contractions[1], sizes[1]);
    i64 near = 0, low = first, high = first; /* of the words low..high, the sum of what tells the tense */
    for (i64 i = from; i < to; i++) {
        i64 here = at[i];
        for (i64 k = 0; k < WINDOW; k++) {
            i64 j = here + (k < BEFORE ? k - BEFORE : k - BEFORE + 1);
            int there = j >= first && j < last;
            words[i * WINDOW + k] = there ? ids[j] : 0;
            signs[i * WINDOW + k] = there ? shape[j] + 8 * (k < BEFORE ? behind[j] : gap[j]) : 0;
        }
        own[i] = ids[here];
        u16 id = 0;
        if (last_s[here]) {
            id = find(x, base[here]);
            if (!id)
                id = ending_id(x, base_ending[here]);
        }
        of_base[i] = id;
        const int32_t *mine = slot_of(&slots, hash[here])->counts, *bare = slot_of(&slots, base[here])->counts;
        int named = shape[here] == CAPITALISED && gap[here] == ONE_BLANK;
        int evidence = mine[NAMED] - named > 0 ? 4 : mine[TIMES] > 1 ? 2 : 0;
        evidence += 8 * (bare[TIMES] < 3 ? bare[TIMES] : 3) + (bare[NAMED] > 0);
        document[i] = shape[here] * 32 + evidence;
        style[i] = quoted[here] ? 64 + inside * 8 + outside : outside * 8 + inside;
        i64 a = here - NEAR > first ? here - NEAR : first, b = here + NEAR + 1 < last ? here + NEAR + 1 : last;
        if (a > high)
            low = high = a, near = 0;
        while (high < b)
            near += tense_of[ids[high++]];
        while (low < a)
            near -= tense_of[ids[low++]];
        i64 sum = near - tense_of[own[i]];
        i64 we = (sum + 500) / 1000, past = sum - 1000 * we;
        past = past < -2 ? -2 : past > 2 ? 2 : past;
        tense[i] = (we < 2 ? we : 2) * 5 + past + 2;
    }
    free(slots.all);
    return 1;
}

i64 describe(const u64 *sorted, const u16 *known, const u16 *starts, i64 deepest, i64 top, i64 endings, i64 n,
             const u16 *ids, const u8 *shape, const u8 *gap, const u8 *behind, const u64 *hash, const u64 *base,
             const u64 *base_ending, const u8 *quoted, const u8 *last_s, const i64 *of, const u8 *may, i64 spoken,
             const int32_t *tense_of, const double *scale, const i64 *at, i64 many, u16 *words, u16 *signs, u16 *own,
             u16 *of_base, u8 *document, u8 *style, u8 *tense)
{
    struct lexicon x = {sorted, known, starts, deepest, top, endings};
    i64 from = 0, first = 0;
    while (from < many) {
        i64 number = of[at[from]], to = from, last;
        for (; to < many && of[at[to]] == number; to++) {
            __builtin_prefetch(base + at[to]);
            __builtin_prefetch(base_ending + at[to]);
        }
        while (of[first] != number)
            first++;
        for (last = at[to - 1]; last < n && of[last] == number; last++)
            ;
        if (!describe_text(&x, first, last, ids, shape, gap, behind, hash, base, base_ending, quoted, last_s, may, spoken,
                           tense_of, scale, at, from, to, words, signs, own, of_base, document, style, tense))
            return -1;
        from = to;
        first = last;
    }
    return many;
}
