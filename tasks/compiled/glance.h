/* What is told of a text and of its lines at a glance. */

#ifndef GLANCE_H
#define GLANCE_H

#include "lines.h"

/* As in glance.py. */
enum { HEAD = 1, INSIDE = 2, TAIL = 4, LIST = 8, PRINTED = 16, PLACES = 5, ENDS = HEAD | TAIL, GOES = ENDS | INSIDE };
enum { LISTED = 1, PAGE = 2, TITLES = 4, GLUED = 8, STRANGE = 16, UNDER = 32, NOTICES = 64, WIDGETS = 128, GLUED_INSIDE = 256 };

/* A line that is not blank: which of the lines that are filled, what characters; where it may be furniture; what the text may hold
   if the line stays; and where what goes with the line ends (`behind` in lines.py). A line that is not filled, a rule of dashes,
   has no number. */
struct row {
    int32_t number, start, end, where, stays, behind;
};

#endif
