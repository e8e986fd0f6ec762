
/* Dates and moments as PostgreSQL's to_json() prints them, in UTC. */


#include <ngx_smartstack_rows_type.h>


#define NGX_SMARTSTACK_DAY_USEC    86400000000LL

/* From 0000-03-01, where the years of the calculation start, to 2000-01-01 */
#define NGX_SMARTSTACK_EPOCH_DAYS  730425

#define NGX_SMARTSTACK_ERA_DAYS    146097       /* 400 years */


typedef struct {
    int64_t   year;             /* 0 is 1 BC */
    uint32_t  month;
    uint32_t  day;
} ngx_smartstack_civil_t;


static void ngx_smartstack_type_civil(int64_t days,
    ngx_smartstack_civil_t *civil);
static u_char *ngx_smartstack_type_day(u_char *last,
    ngx_smartstack_civil_t *civil);
static ngx_inline u_char *ngx_smartstack_type_two(u_char *last, uint32_t n);
static u_char *ngx_smartstack_type_fraction(u_char *last, uint32_t usec);
static u_char *ngx_smartstack_type_infinity(u_char *last,
    ngx_uint_t negative);


u_char *
ngx_smartstack_type_date(u_char *last, const u_char *p)
{
    int32_t                 days;
    ngx_smartstack_civil_t  civil;

    days = ngx_smartstack_type_int32(p);

    if (days == INT32_MAX || days == INT32_MIN) {
        return ngx_smartstack_type_infinity(last, days < 0);
    }

    ngx_smartstack_type_civil(days, &civil);
    last = ngx_smartstack_type_day(last, &civil);

    if (civil.year <= 0) {
        last = ngx_cpymem(last, " BC", 3);
    }

    return last;
}


u_char *
ngx_smartstack_type_timestamptz(u_char *last, const u_char *p)
{
    int64_t                 usec, days;
    uint32_t                seconds;
    ngx_smartstack_civil_t  civil;

    usec = ngx_smartstack_type_int64(p);

    if (usec == INT64_MAX || usec == INT64_MIN) {
        return ngx_smartstack_type_infinity(last, usec < 0);
    }

    days = usec / NGX_SMARTSTACK_DAY_USEC;
    usec = usec % NGX_SMARTSTACK_DAY_USEC;

    if (usec < 0) {
        usec += NGX_SMARTSTACK_DAY_USEC;
        days--;
    }

    ngx_smartstack_type_civil(days, &civil);
    last = ngx_smartstack_type_day(last, &civil);

    seconds = (uint32_t) (usec / 1000000);

    *last++ = 'T';
    last = ngx_smartstack_type_two(last, seconds / 3600);
    *last++ = ':';
    last = ngx_smartstack_type_two(last, seconds / 60 % 60);
    *last++ = ':';
    last = ngx_smartstack_type_two(last, seconds % 60);

    last = ngx_smartstack_type_fraction(last, (uint32_t) (usec % 1000000));
    last = ngx_cpymem(last, "+00:00", 6);

    if (civil.year <= 0) {
        last = ngx_cpymem(last, " BC", 3);
    }

    return last;
}


/*
 * Days since 2000-01-01 to the Gregorian calendar.  Years run from March to
 * February here, so that the leap day is the last one.
 */

static void
ngx_smartstack_type_civil(int64_t days, ngx_smartstack_civil_t *civil)
{
    int64_t   era;
    uint32_t  day, year, month;

    days += NGX_SMARTSTACK_EPOCH_DAYS;

    era = days / NGX_SMARTSTACK_ERA_DAYS;

    if (days % NGX_SMARTSTACK_ERA_DAYS < 0) {
        era--;
    }

    day = (uint32_t) (days - era * NGX_SMARTSTACK_ERA_DAYS);
    year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    day -= year * 365 + year / 4 - year / 100;
    month = (5 * day + 2) / 153;

    civil->day = day - (153 * month + 2) / 5 + 1;
    civil->month = (month < 10) ? month + 3 : month - 9;
    civil->year = era * 400 + (int64_t) year + (civil->month <= 2);
}


static u_char *
ngx_smartstack_type_day(u_char *last, ngx_smartstack_civil_t *civil)
{
    int64_t  year;

    year = (civil->year > 0) ? civil->year : 1 - civil->year;

    if (year > 9999) {
        last = ngx_smartstack_json_digits(last, year);

    } else {
        last = ngx_smartstack_type_two(last, (uint32_t) year / 100);
        last = ngx_smartstack_type_two(last, (uint32_t) year % 100);
    }

    *last++ = '-';
    last = ngx_smartstack_type_two(last, civil->month);
    *last++ = '-';

    return ngx_smartstack_type_two(last, civil->day);
}


static ngx_inline u_char *
ngx_smartstack_type_two(u_char *last, uint32_t n)
{
    *last++ = (u_char) ('0' + n / 10);
    *last++ = (u_char) ('0' + n % 10);

    return last;
}


/* Six digits without the zeros at the end; nothing for zero. */

static u_char *
ngx_smartstack_type_fraction(u_char *last, uint32_t usec)
{
    if (usec == 0) {
        return last;
    }

    *last++ = '.';
    last = ngx_smartstack_type_two(last, usec / 10000);
    last = ngx_smartstack_type_two(last, usec / 100 % 100);
    last = ngx_smartstack_type_two(last, usec % 100);

    while (last[-1] == '0') {
        last--;
    }

    return last;
}


static u_char *
ngx_smartstack_type_infinity(u_char *last, ngx_uint_t negative)
{
    if (negative) {
        *last++ = '-';
    }

    return ngx_cpymem(last, "infinity", 8);
}
