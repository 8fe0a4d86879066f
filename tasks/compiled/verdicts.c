/* Which lines go, by what rules have said of the same lines before: the C of tasks/furniture/verdicts.py. */

#include "glance.h"

/* What rules said of a line at each place: 0 where they have not been asked, 1 where none fits, else which one. */
struct verdict {
    u64 line;
    i16 places[3]; /* head, inside, tail */
};
enum { UNKNOWN, STAYS };

/* A line that rules have to be asked about. */
struct stranger {
    u64 line;
    int32_t text, start, end, place;
};

/* Characters that go; where they stand when those before are gone (until that is known, their line's number); and why. */
struct cut {
    int32_t start, end, at, verdict;
};

/* Characters that stay. */
struct kept {
    int32_t start, end;
};

struct counts {
    int32_t cuts, kept;
};

struct judge {
    const struct verdict *table; /* open addressing by the low bits, 0 is an empty place */
    i64 mask;
    struct stranger *strangers;
    i64 met, room;
};

/* The verdict on a line of a text. */
static int verdict(struct judge *j, i64 number, const u32 *text, const struct row *row, int place)
{
    struct hash h = {0, 0};
    put_all(&h, text + row->start, row->end - row->start);
    u64 line = done(&h) ? done(&h) : 1;
    i64 at = line & j->mask;
    while (j->table[at].line && j->table[at].line != line)
        at = (at + 1) & j->mask;
    int found = j->table[at].line ? j->table[at].places[place] : UNKNOWN;
    if (found == UNKNOWN && j->met < j->room)
        j->strangers[j->met++] = (struct stranger){line, number, row->start, row->end, place};
    return found;
}

/* The lines of a text that go, as `_doomed` tells them in lines.py, and what the text may hold by those that stay. Returns how
   many; -1 where a verdict is not known: those behind it may not be needed. */
static i64 doomed(struct judge *j, i64 number, const u32 *text, const struct row *rows, i64 count, struct cut *cuts, u8 *what)
{
    i64 first = 0, last = count, made = 0;
    int found, stays = 0;
    for (; last && rows[last - 1].number && rows[last - 1].where & TAIL; last--) {
        if ((found = verdict(j, number, text, rows + last - 1, 2)) == UNKNOWN)
            return -1;
        if (found == STAYS)
            break;
        cuts[last - 1] = (struct cut){rows[last - 1].start, rows[last - 1].end, rows[last - 1].number, found};
    }
    for (int head = 1; first < last; first++) {
        const struct row *row = rows + first;
        found = STAYS;
        if (head && row->where & HEAD && (found = verdict(j, number, text, row, 0)) == UNKNOWN)
            return -1;
        head = found != STAYS;
        if (!head && row->where & INSIDE && (found = verdict(j, number, text, row, 1)) == UNKNOWN)
            return -1;
        if (found != STAYS)
            cuts[made++] = (struct cut){row->start, row->end, row->number, found};
        else
            stays |= row->stays;
    }
    for (; last < count; last++)
        cuts[made++] = cuts[last];
    *what |= stays;
    return made;
}

/* Lines, one at least, with the line ends that go with them, as `strip_told` does it in lines.py. */
static i64 widened(const u32 *text, i64 size, i64 filled, struct cut *cuts, i64 count)
{
    i64 final = filled - 1;
    for (i64 i = count; i > 0 && cuts[i - 1].at == final; i--)
        final--;
    if (final < 0) { /* nothing is left */
        *cuts = (struct cut){0, size, 0, cuts->verdict};
        return 1;
    }
    for (struct cut *cut = cuts; cut < cuts + count; cut++)
        if (cut->at > final)
            cut->start--;
        else {
            cut->end++;
            if (cut->start > 1 && text[cut->start - 1] == '\n' && text[cut->start - 2] == '\n')
                while (cut->end < size && text[cut->end] == '\n')
                    cut->end++;
        }
    return count;
}

/* Where all cuts of a text stand among all texts, and what is kept before, between and behind them. Returns how many pieces. */
static i64 placed(struct cut *cuts, i64 count, i64 start, i64 end, struct kept *kept)
{
    i64 read = start, at = 0, pieces = 0;
    for (struct cut *cut = cuts; cut < cuts + count; cut++) {
        cut->start += start;
        cut->end += start;
        if (read < cut->start)
            kept[pieces++] = (struct kept){read, cut->start};
        at += cut->start - read;
        cut->at = at;
        read = cut->end;
    }
    if (read < end)
        kept[pieces++] = (struct kept){read, end};
    return pieces;
}

/* A page or a list may be there, or it is not known what fills a line: rules have to be asked. */
static int is_asked(u8 what) { return what & (LISTED | PAGE | STRANGE); }

/* For each text how many cuts it has, and how many pieces are kept around these, if any; a row for each cut and each piece.
   No cuts, and its rows of lines are left, where rules have to be asked. Rows of lines come from `furniture_glance`, so many for each
   text (`found`). Where there are lines, and room for them, of which no verdict is known, returns how many and does no more. */
i64 furniture_verdicts(const u32 *codes, const i64 *bounds, i64 texts, u8 *flags, const int32_t *filled, int32_t *found,
                       struct row *rows, const struct verdict *table, i64 mask, struct cut *cuts, struct kept *kept,
                       struct counts *counts, struct stranger *strangers, i64 room)
{
    struct judge j = {table, mask, strangers, 0, room};
    const struct row *asked = rows;
    for (i64 i = 0; i < texts; asked += found[i++]) {
        u8 what = flags[i];
        if (!is_asked(what))
            doomed(&j, i, codes + bounds[i], asked, found[i], cuts, &what);
    }
    if (j.met)
        return j.met;
    struct row *left = rows;
    for (i64 i = 0; i < texts; i++) {
        const u32 *text = codes + bounds[i];
        i64 count = found[i], made = -1;
        if (!is_asked(flags[i]))
            made = doomed(&j, i, text, rows, count, cuts, flags + i);
        counts[i] = (struct counts){0, 0};
        found[i] = made < 0 ? count : 0;
        for (i64 row = 0; row < found[i]; row++)
            *left++ = rows[row];
        if (made > 0) {
            made = widened(text, bounds[i + 1] - bounds[i], filled[i], cuts, made);
            counts[i] = (struct counts){made, placed(cuts, made, bounds[i], bounds[i + 1], kept)};
            cuts += made;
            kept += counts[i].kept;
        }
        rows += count;
    }
    return 0;
}
