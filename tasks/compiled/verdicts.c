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

/* Characters that go; where they stand when those before are gone (until that is known, their line's number); why; and where the
   line ends with the line ends that go with it. */
struct cut {
    int32_t start, end, at, verdict, behind;
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
static int verdict(struct judge *j, i64 number, const struct row *row, u64 line, int place)
{
    i64 at = line & j->mask;
    while (j->table[at].line && j->table[at].line != line)
        at = (at + 1) & j->mask;
    int found = j->table[at].line ? j->table[at].places[place] : UNKNOWN;
    if (found == UNKNOWN && j->met < j->room)
        j->strangers[j->met++] = (struct stranger){line, number, row->start, row->end, place};
    return found;
}

static struct cut whole(const struct row *row, int verdict)
{
    return (struct cut){row->start, row->end, row->number, verdict, row->behind};
}

/* The lines of a text that go, as `_doomed` tells them in lines.py, and what the text may hold by those that stay. Returns how
   many; -1 where a verdict is not known: those behind it may not be needed. */
static i64 doomed(struct judge *j, i64 number, const struct row *rows, const u64 *lines, i64 count, struct cut *cuts, int32_t *what)
{
    i64 first = 0, last = count, made = 0;
    int found, stays = 0;
    for (; last && rows[last - 1].number && rows[last - 1].where & TAIL; last--) {
        if ((found = verdict(j, number, rows + last - 1, lines[last - 1], 2)) == UNKNOWN)
            return -1;
        if (found == STAYS)
            break;
        cuts[last - 1] = whole(rows + last - 1, found);
    }
    for (int head = 1; first < last; first++) {
        const struct row *row = rows + first;
        found = STAYS;
        if (head && row->where & HEAD && (found = verdict(j, number, row, lines[first], 0)) == UNKNOWN)
            return -1;
        head = found != STAYS;
        if (!head && row->where & INSIDE && (found = verdict(j, number, row, lines[first], 1)) == UNKNOWN)
            return -1;
        if (found != STAYS)
            cuts[made++] = whole(row, found);
        else
            stays |= row->stays;
    }
    for (; last < count; last++)
        cuts[made++] = cuts[last];
    *what |= stays;
    return made;
}

/* Lines, one at least, with the line ends that go with them, as `strip_told` does it in lines.py. */
static i64 widened(i64 size, i64 filled, struct cut *cuts, i64 count)
{
    i64 final = filled - 1;
    for (i64 i = count; i > 0 && cuts[i - 1].at == final; i--)
        final--;
    if (final < 0) { /* nothing is left */
        *cuts = (struct cut){0, size, 0, cuts->verdict, 0};
        return 1;
    }
    for (struct cut *cut = cuts; cut < cuts + count; cut++)
        if (cut->at > final)
            cut->start--;
        else
            cut->end = cut->behind;
    return count;
}

/* Where all cuts of a text stand, and what is kept before, between and behind them. Returns how many pieces. */
static i64 placed(i64 size, struct cut *cuts, i64 count, struct kept *kept)
{
    i64 read = 0, at = 0, pieces = 0;
    for (struct cut *cut = cuts; cut < cuts + count; cut++) {
        if (read < cut->start)
            kept[pieces++] = (struct kept){read, cut->start};
        at += cut->start - read;
        cut->at = at;
        read = cut->end;
    }
    if (read < size)
        kept[pieces++] = (struct kept){read, size};
    return pieces;
}

/* A page or a list may be there, or it is not known what fills a line: rules have to be asked. */
static int is_asked(int32_t what) { return what & (LISTED | PAGE | STRANGE | WIDGETS); }

/* For each text how many cuts it has, and how many pieces are kept around these, if any; a row for each cut and each piece.
   No cuts, and its rows of lines are left, where rules have to be asked. Rows of lines come from `furniture_glance`, so many for each
   text (`found`). Where there are lines, and room for them, of which no verdict is known, returns how many and does no more. */
i64 furniture_verdicts(i64 texts, int32_t *flags, const int32_t *sizes, const int32_t *filled, int32_t *found, struct row *rows,
                       const u64 *lines, const struct verdict *table, i64 mask, struct cut *cuts, struct kept *kept,
                       struct counts *counts, struct stranger *strangers, i64 room)
{
    struct judge j = {table, mask, strangers, 0, room};
    i64 row = 0;
    for (i64 i = 0; i < texts; row += found[i++]) {
        int32_t what = flags[i];
        if (!is_asked(what))
            doomed(&j, i, rows + row, lines + row, found[i], cuts, &what);
    }
    if (j.met)
        return j.met;
    struct row *left = rows;
    row = 0;
    for (i64 i = 0; i < texts; i++) {
        i64 made = is_asked(flags[i]) ? -1 : doomed(&j, i, rows + row, lines + row, found[i], cuts, flags + i), end = row + found[i];
        counts[i] = (struct counts){0, 0};
        if (made < 0)
            while (row < end)
                *left++ = rows[row++];
        else
            found[i] = 0;
        if (made > 0) {
            made = widened(sizes[i], filled[i], cuts, made);
            counts[i] = (struct counts){made, placed(sizes[i], cuts, made, kept)};
            cuts += made;
            kept += counts[i].kept;
        }
        row = end;
    }
    return 0;
}
