/* Which candidates are edited: the C of tasks/repair/apostrophes/judge.py, and of what it asks in evidence.py, counted.py, thresholds.py
   and lookalikes.py, where it is told what the numbers and the lists mean. */

#include "slots.h"
#include "words.h"

/* --- evidence.py. Sums are taken in the order of numpy's bincount. */

enum { ROUNDS = 5 };
enum { OUTSIDE, WITHIN, ANYWHERE }; /* quotations */
#define PRIOR 0.5
#define WHOLE 2.0

static float given(float expected, double share)
{
    float lost = expected * (float)share;
    return lost / (lost + 1 - expected + 1e-9f);
}

static double dropped_share(const float *expected, const float *counts, const u8 *quoted, i64 n, int part, double kept, double dropped,
                            double stood)
{
    double share = (dropped + 0.5) / (dropped + stood + 1);
    for (int round = 0; round < ROUNDS; round++) {
        double lost = 0;
        for (i64 i = 0; i < n; i++)
            if (part == ANYWHERE || quoted[i] == part)
                lost += counts[i] * given(expected[i], share);
        share = (lost + dropped) / (lost + kept + dropped + stood);
    }
    return share;
}

/* Of the places of one text. */
static void find_lost(const float *expected, const float *counts, const u8 *quoted, i64 n, const double *kept, float *lost)
{
    int speaks = 0; /* whether any stands in a quotation */
    for (i64 i = 0; i < n; i++)
        speaks |= quoted[i];
    double whole = dropped_share(expected, counts, quoted, n, ANYWHERE, kept[0] + kept[1], PRIOR, PRIOR), shares[2] = {whole, whole};
    for (int part = OUTSIDE; speaks && part <= WITHIN; part++)
        shares[part] = dropped_share(expected, counts, quoted, n, part, kept[part], WHOLE * whole, WHOLE - WHOLE * whole);
    for (i64 i = 0; i < n; i++)
        lost[i] = given(expected[i], shares[quoted[i]]);
}

/* --- what is known of words, and what is asked */

enum { IDS = 1 << 16, KINDS = 4, FIRST_ID = 2048, UNMISTAKABLE = 16, NAME = 64 }; /* as in lexicon.py */
enum { EVIDENCE_OF_NAME = 30, ONLY_NAMED = 4, BASE_STANDS = 24 };  /* bits of a candidate's evidence: see features.py */

/* As in judge.py: LISTS. */
enum {
    UNITS = 1 << 0, LASTING = 1 << 1, NUMBERS = 1 << 2, OF_IS = 1 << 3, DAY_NAMES = 1 << 4, LIKE_NAMES = 1 << 5, PRONOUNS = 1 << 6,
    OF_I = 1 << 7, VERBS = 1 << 8, PARTICIPLES = 1 << 9, SAID = 1 << 10, WED = 1 << 11, BETWEEN_DAYS = 1 << 12, BEFORE_DAYS = 1 << 13,
    BEHIND_DAYS = 1 << 14, ILL = 1 << 15, OF_ILL = 1 << 16, ITS = 1 << 17, TIME = 1 << 18, OF_TIME = 1 << 19,
};

struct hashes {
    const u64 *all;
    i64 count;
};

/* Addresses and sizes, as Known of judge.py has them. */
struct known {
    const u32 *lists; /* by id, the bits of those that have it */
    const u8 *may;
    struct hashes days, months, articles;
};

struct thresholds {
    double contraction, possessive, capital, plural;
};

/* As Asked.numbers of thresholds.py. */
struct asked {
    double lowest[KINDS];
    struct thresholds plain, alone, vouched;
    double brief, article, opening, cut, stranger, first, odd, bare, vouched_stranger, lone;
};

#define FEW_MARKS 2.5
#define LONE_LOSS 1.5
#define SURE 0.8f
#define NEVER 2.0
#define LOOKS_ALIKE 0.99
#define NAME_AT_START 0.95
enum { BRIEF = 10, BLANKS = 2 };

/* A candidate that is sure enough to be asked about. */
struct place {
    i64 number, word;
    int kind, of_is, small;
    float sure;
};

/* One text. */
struct text {
    const struct words *words;
    const u16 *ids;
    i64 count; /* of all words, those of other texts too */
    const struct known *known;
    const u16 *own, *base;
    const u8 *evidence;
    i64 first, last; /* its words */
};

static inline u32 lists(const struct text *t, i64 word) { return t->known->lists[t->ids[word]]; }
static inline i64 behind(const struct text *t, i64 word, i64 far) { return word + far < t->count ? word + far : t->count - 1; }
static inline int is_led(const struct text *t, i64 word) { return t->words->gap[word] == ONE_BLANK; }
static inline int is_followed(const struct text *t, i64 word) { return t->words->behind[word] == ONE_BLANK; }
static inline int is_capitalised(const struct text *t, i64 word) { return t->words->shape[word] == CAPITALISED; }
static inline double more(double a, double b) { return a > b ? a : b; }
static inline i64 nearest(double x) { return (i64)((x + 0x1.8p52) - 0x1.8p52); }

static int among(struct hashes of, u64 hash)
{
    int found = 0;
    for (i64 i = 0; i < of.count; i++)
        found |= of.all[i] == hash;
    return found;
}

/* --- counted.py */

static int counts_times(const struct text *t, i64 word)
{
    return lists(t, word) & UNITS && is_led(t, word) && is_followed(t, word) && lists(t, behind(t, word, 1)) & LASTING &&
           (lists(t, word - 1) & NUMBERS || t->words->shape[word - 1] == NUMBER);
}

/* --- lookalikes.py */

static int is_first_name(const struct text *t, i64 word)
{
    return t->known->may[t->ids[word]] & NAME && is_capitalised(t, word) && !(lists(t, word) & DAY_NAMES);
}

static int after_a_name(const struct text *t, const struct place *p)
{
    return p->kind == INNER && is_capitalised(t, p->word) && is_led(t, p->word) && is_first_name(t, p->word - 1);
}

static int is_in_capitals(const struct text *t, i64 word)
{
    return word >= t->first && word < t->last && t->words->shape[word] == ALL_CAPS;
}

static int odd_one_out(const struct text *t, const struct place *p)
{
    i64 at = p->word;
    int alone = is_in_capitals(t, at) && !is_in_capitals(t, at - 1) && !is_in_capitals(t, at + 1);
    return p->kind != INNER && (alone || (t->words->length[at] < 3 && t->words->gap[at] != CODE * 17));
}

static int before_a_verb(const struct text *t, i64 word)
{
    return lists(t, word) & LIKE_NAMES && is_followed(t, word) && lists(t, behind(t, word, 1)) & VERBS;
}

static int is_day(const struct text *t, i64 word)
{
    return word >= t->first && word < t->last && is_capitalised(t, word) && among(t->known->days, t->words->hash[word]);
}

static int is_between_days(const struct text *t, i64 word)
{
    return word >= t->first && word < t->last && lists(t, word) & BETWEEN_DAYS;
}

static int beside_days(const struct text *t, i64 at)
{
    if (!(lists(t, at) & WED) || !is_capitalised(t, at))
        return 0;
    for (i64 step = -1; step <= 1; step += 2)
        if (is_day(t, at + step) || (is_between_days(t, at + step) && is_day(t, at + 2 * step)))
            return 1;
    if (at > t->first && is_led(t, at) && lists(t, at - 1) & BEFORE_DAYS)
        return 1;
    if (at + 1 >= t->last)
        return 0;
    u8 shape = t->words->shape[at + 1];
    return shape == NUMBER || shape == WITH_DIGIT || (shape == CAPITALISED && among(t->known->months, t->words->hash[at + 1])) ||
           (is_followed(t, at) && lists(t, at + 1) & BEHIND_DAYS);
}

static int before_its_noun(const struct text *t, i64 word)
{
    u32 own = lists(t, word);
    if (!(own & (ILL | ITS)) || !is_followed(t, word))
        return 0;
    i64 next = behind(t, word, 1);
    return (own & ILL && lists(t, next) & OF_ILL) ||
           (own & ITS && lists(t, next) & TIME && is_followed(t, next) && lists(t, behind(t, word, 2)) & OF_TIME);
}

static int before_a_stop(const struct text *t, const struct place *p)
{
    return (p->of_is || p->kind == INNER) && !(t->known->may[t->ids[p->word]] & UNMISTAKABLE) && t->words->behind[p->word] >> 4 == STOP;
}

static int is_like_a_name(const struct text *t, i64 word) { return lists(t, word) & LIKE_NAMES && is_capitalised(t, word); }

/* What is counted of words that look like names: how often one is used as a name, with weight, and how often it stands there. */
enum { WEIGHT, STANDS };

static void count_like_names(const struct text *t, const struct slots *slots)
{
    for (i64 i = t->first; i < t->last; i++) {
        if (!is_like_a_name(t, i))
            continue;
        i64 before = i ? i - 1 : 0, next = behind(t, i, 1);
        struct slot *slot = slot_of(slots, t->words->hash[i]);
        slot->counts[STANDS]++;
        if (t->words->mark[i] != NO_MARK)
            continue;
        int speaks = (is_led(t, i) && is_first_name(t, before) && lists(t, i) & PRONOUNS) || before_a_verb(t, i);
        int apart = is_led(t, i) && is_followed(t, i) && t->words->shape[before] == SMALL && t->words->shape[next] == SMALL &&
                    !(lists(t, i) & OF_I) && !(lists(t, before) & SAID);
        slot->counts[WEIGHT] += 2 * speaks + apart;
    }
}

static int used_as_name(const struct text *t, i64 word, const struct slots *slots)
{
    if (!is_like_a_name(t, word))
        return 0;
    const int32_t *counts = slot_of(slots, t->words->hash[word])->counts;
    return counts[WEIGHT] > 1 && 2 * counts[WEIGHT] > counts[STANDS] && !(lists(t, behind(t, word, 1)) & PARTICIPLES);
}

/* --- thresholds.py */

static int may_be_name_in_s(const struct text *t, const struct place *p)
{
    return (t->evidence[p->number] & EVIDENCE_OF_NAME) == ONLY_NAMED && p->kind == BEFORE_S && t->base[p->number] < FIRST_ID;
}

/* Of these: how often one stands as a name, and how often where it has hardly lost a mark. */
enum { NAMED, NAMED_WHOLE };

static void count_names(const struct text *t, const i64 *at, const float *lost, i64 many, const struct slots *slots)
{
    const struct words *w = t->words;
    for (i64 i = t->first, next = 0; i < t->last; i++) {
        int loss = 0;
        for (; next < many && at[next] <= i; next++)
            loss = at[next] == i && lost[next] >= 0.5f;
        if (!is_capitalised(t, i) || !is_led(t, i))
            continue;
        struct slot *slot = slot_of(slots, w->hash[i]);
        slot->counts[NAMED]++;
        slot->counts[NAMED_WHOLE] += !loss;
    }
}

static double by_kind(const struct thresholds *of, const struct place *p)
{
    if (p->kind == INNER || p->of_is)
        return of->contraction;
    return p->kind == AFTER_S ? of->plural : p->small ? of->possessive : of->capital;
}

static int opens(u8 behind)
{
    int last = behind & 15;
    return behind >> 4 == SPACE && (last == OTHER || last == OPEN || last == DOUBLE || last == APOSTROPHE || last == CODE);
}

static double of_short(const struct text *t, const struct place *p, int vouched, int brief, const struct asked *least)
{
    if (p->kind != BEFORE_S || p->of_is)
        return by_kind(vouched ? &least->vouched : &least->alone, p);
    const struct words *w = t->words;
    i64 at = p->word, after = at + 1;
    int is_last = after >= t->last, blank = is_followed(t, at), opening = opens(w->behind[at]);
    int end = w->behind[at] == NEWLINE * 17 || w->behind[at] == SPACE * 16 + NEWLINE;
    int stranger = t->base[p->number] < FIRST_ID && !(t->evidence[p->number] & BASE_STANDS) && w->shape[at] != CAPS_WITH_S;
    int odd = is_last || w->shape[after] != SMALL || t->own[p->number] >= FIRST_ID;
    double bound = vouched ? stranger ? least->vouched_stranger : least->vouched.possessive
                           : brief ? more(least->alone.possessive, least->brief) : least->alone.possessive;
    if (!vouched) {
        if (p->small && blank && !brief && !is_last && w->start[after] - w->end[at] <= BLANKS && is_led(t, at) &&
            among(t->known->articles, w->hash[at - 1]))
            bound = least->article;
        if (opening)
            bound = brief ? least->brief : least->opening;
        if (end)
            bound = brief ? least->bare : least->cut;
        if (stranger)
            bound = more(bound, odd ? least->odd : least->stranger);
        if (at == t->first && (opening || blank) && !brief && !(stranger && odd))
            bound = least->first;
    }
    return opening || end || blank ? bound : more(bound, least->bare);
}

/* --- judge.py */

enum { WORD_ID, START, END, KIND, THOUSANDTHS, APART, DOCUMENT, COLUMNS };

static int likeliest(const float *chances)
{
    int found = INNER;
    for (int kind = BEFORE_S; kind <= AFTER_S; kind++)
        if (chances[kind] > chances[found])
            found = kind;
    return found;
}

/* How much each of a text's places counts. `times` has room for all words, and zeros before and after. */
static void count_once(const struct text *t, const i64 *at, const float *chances, i64 many, uint32_t *times, float *counts)
{
    for (i64 i = 0; i < many; i++) {
        int kind = likeliest(chances + i * KINDS), may = t->known->may[t->ids[at[i]]];
        int doubtful = (kind == INNER || (kind == BEFORE_S && lists(t, at[i]) & OF_IS)) && !(may & UNMISTAKABLE);
        counts[i] = doubtful ? 0 : 1;
        times[t->ids[at[i]]] += doubtful;
    }
    for (i64 i = 0; i < many; i++)
        counts[i] = counts[i] > 0 ? 1 : 1 / (float)times[t->ids[at[i]]];
    for (i64 i = 0; i < many; i++)
        times[t->ids[at[i]]] = 0;
}

/* Rows of those of a text's candidates that are edited; `places` is room for as many as there are. Returns how many, or -1 where there is
   no memory. */
static i64 judge_text(const struct text *t, const i64 *at, const float *chances, const float *marked, const float *lost,
                      const float *counts, i64 many, const double *kept, const struct asked *least, struct place *places, i64 *rows)
{
    const struct words *w = t->words;
    double likely = 0, stand = kept[0] + kept[1];
    i64 asked = 0, sure = 0, names = 0, like_names = 0, found = 0;
    for (i64 i = 0; i < many; i++) {
        const float *c = chances + i * KINDS;
        likely += lost[i] >= 0.5f ? counts[i] * lost[i] : 0;
        sure += lost[i] >= SURE;
        struct place p = {.number = i, .word = at[i], .kind = likeliest(c), .small = w->shape[at[i]] == SMALL};
        float product = lost[i] * c[p.kind];
        p.sure = product / (marked[i] > 1e-9f ? marked[i] : 1e-9f);
        if (!(p.sure >= least->lowest[p.kind]))
            continue;
        p.of_is = p.kind == BEFORE_S && lists(t, at[i]) & OF_IS;
        names += may_be_name_in_s(t, &p);
        like_names += is_like_a_name(t, at[i]);
        places[asked++] = p;
    }
    struct slots of_names = {0}, of_like = {0};
    if ((names && !make_slots(&of_names, names)) || (like_names && !make_slots(&of_like, like_names))) {
        free(of_names.all);
        return -1;
    }
    for (i64 i = 0; i < asked; i++) {
        if (may_be_name_in_s(t, places + i))
            ask(&of_names, w->hash[places[i].word]);
        if (is_like_a_name(t, places[i].word))
            ask(&of_like, w->hash[places[i].word]);
    }
    if (names)
        count_names(t, at, lost, many, &of_names);
    if (like_names)
        count_like_names(t, &of_like);
    int few = stand + likely < FEW_MARKS, lone = (!few || stand > 0) && likely < LONE_LOSS, brief = t->last - t->first < BRIEF;
    for (i64 i = 0; i < asked; i++) {
        const struct place *p = places + i;
        double bound = by_kind(&least->plain, p);
        if (few) {
            bound = of_short(t, p, sure > (lost[p->number] >= SURE) && stand == 0, brief, least);
        } else if (may_be_name_in_s(t, p)) {
            const int32_t *counts = slot_of(&of_names, w->hash[p->word])->counts;
            if (counts[NAMED] > 2 || counts[NAMED_WHOLE] > 0)
                bound = more(bound, LOOKS_ALIKE);
        }
        if (lone)
            bound = more(bound, least->lone);
        if (after_a_name(t, p) || odd_one_out(t, p))
            bound = more(bound, LOOKS_ALIKE);
        if (used_as_name(t, p->word, &of_like))
            bound = more(bound, !is_led(t, p->word) ? NAME_AT_START : stand > 0 ? NEVER : LOOKS_ALIKE);
        if (before_a_verb(t, p->word) || beside_days(t, p->word) || before_its_noun(t, p->word) || before_a_stop(t, p))
            continue;
        if (!(p->sure >= bound))
            continue;
        i64 *row = rows + COLUMNS * found++;
        row[WORD_ID] = t->ids[p->word];
        row[START] = w->start[p->word];
        row[END] = w->end[p->word];
        row[KIND] = p->kind;
        row[THOUSANDTHS] = nearest(1000 * (double)p->sure);
        row[APART] = is_led(t, p->word) && is_followed(t, p->word);
        row[DOCUMENT] = w->document[p->word];
    }
    free(of_names.all);
    free(of_like.all);
    return found;
}

/* Rows, with room for `many`, of those of the candidates `at` that are edited, whose chances some lists of words change. */
i64 judge(const struct words *words, i64 count, const u16 *ids, const struct known *known, const u16 *own, const u16 *base,
          const u8 *evidence, const i64 *at, i64 many, float *chances, const double *kept, const struct asked *least, i64 *rows)
{
    struct place *places = malloc(many * (sizeof *places + 3 * sizeof(float) + 1));
    uint32_t *times = calloc(IDS, sizeof *times);
    if (!places || !times) {
        free(places);
        free(times);
        return -1;
    }
    float *marked = (float *)(places + many), *lost = marked + many, *counts = lost + many;
    u8 *quoted = (u8 *)(counts + many);
    i64 found = 0, some = 0;
    for (i64 from = 0, to, last = 0; from < many && some >= 0; from = to, found += some) {
        i64 number = words->document[at[from]];
        struct text t = {words, ids, count, known, own + from, base + from, evidence + from, last, last};
        while (words->document[t.first] != number)
            t.first++;
        for (to = from; to < many && words->document[at[to]] == number; to++) {
            float *c = chances + to * KINDS;
            if (counts_times(&t, at[to]))
                c[NO_MARK] = 0.1f, c[INNER] = c[BEFORE_S] = 0, c[AFTER_S] = 0.9f;
            marked[to] = 1 - c[NO_MARK];
            quoted[to] = words->quoted[at[to]];
        }
        for (last = at[to - 1]; last < count && words->document[last] == number; last++)
            ;
        t.last = last;
        count_once(&t, at + from, chances + from * KINDS, to - from, times, counts + from);
        find_lost(marked + from, counts + from, quoted + from, to - from, kept + 2 * number, lost + from);
        some = judge_text(&t, at + from, chances + from * KINDS, marked + from, lost + from, counts + from, to - from, kept + 2 * number,
                          least, places, rows + COLUMNS * found);
    }
    free(places);
    free(times);
    return some < 0 ? -1 : found;
}
