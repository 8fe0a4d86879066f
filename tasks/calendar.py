"""What months and days are called, in lower case: for dates that are read, and for lines that are dates."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = {
    # Months as dates have them, which decline them in some languages; days.
    "en": (
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
    ),
    "de": (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    ),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    ),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "lunes martes miércoles jueves viernes sábado domingo",
    ),
    "it": (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    ),
    "pt": (
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    ),
    "nl": (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    ),
    "sv": (
        "januari februari mars april maj juni juli augusti september oktober november december",
        "måndag tisdag onsdag torsdag fredag lördag söndag",
    ),
    "da": (
        "januar februar marts april maj juni juli august september oktober november december",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    ),
    "no": (
        "januar februar mars april mai juni juli august september oktober november desember",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    ),
    "pl": (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    ),
    "cs": (
        "ledna února března dubna května června července srpna září října listopadu prosince",
        "pondělí úterý středa čtvrtek pátek sobota neděle",
    ),
    "ro": (
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        "luni marți miercuri joi vineri sâmbătă duminică",
    ),
    "tr": (
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    ),
    "ru": ("января февраля марта апреля мая июня июля августа сентября октября ноября декабря", ""),
    "ar": ("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر", ""),
}
MONTHS: Mapping[str, tuple[str, ...]] = {language: tuple(months.split()) for language, (months, _) in _NAMES.items()}
"""January to December, by language (ISO 639-1)."""
DAYS: Mapping[str, tuple[str, ...]] = {language: tuple(days.split()) for language, (_, days) in _NAMES.items()}
"""From Monday on; none for some languages."""
SHORT_DAYS = "mon tue tues wed thu thur thurs fri sat sun".split()
"""In English."""
# Those that mean little else in any of the languages.
_SHORT_MONTHS = "jan feb mar apr jun jul aug sep sept oct okt nov dec".split()
# Languages whose page furniture is known.
_FURNITURE = "en de fr es it pt nl sv da no pl cs ro tr".split()
MONTH_NAMES = tuple(dict.fromkeys([*MONTHS["en"], *_SHORT_MONTHS, *(m for name in _FURNITURE for m in MONTHS[name])]))
DAY_NAMES = tuple(dict.fromkeys(day for name in _FURNITURE for day in DAYS[name]))
"""All names in the languages whose page furniture is known; of months the short ones too."""
