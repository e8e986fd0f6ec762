
/* The keyword "format". */


#include <ngx_smartstack_schema_node.h>
#include <ngx_smartstack_uuid.h>


/* Offsets beyond this are refused by PostgreSQL. */
#define NGX_SMARTSTACK_MAX_OFFSET_HOUR  15

#define NGX_SMARTSTACK_DAY_MINUTES      (24 * 60)


static ngx_int_t ngx_smartstack_format_uuid(const u_char *p, size_t len);
static ngx_int_t ngx_smartstack_format_date(const u_char *p, size_t len);
static ngx_int_t ngx_smartstack_format_date_time(const u_char *p, size_t len);
static ngx_int_t ngx_smartstack_format_offset(const u_char *p, size_t len,
    ngx_int_t *minutes);
static ngx_int_t ngx_smartstack_format_digits(const u_char *p, size_t n);
static ngx_int_t ngx_smartstack_format_email(const u_char *p, size_t len);
static ngx_int_t ngx_smartstack_format_domain(const u_char *p, size_t len);
static ngx_int_t ngx_smartstack_format_uri(const u_char *p, size_t len);
static ngx_uint_t ngx_smartstack_format_alnum(u_char c);
static ngx_uint_t ngx_smartstack_format_hex(u_char c);


static ngx_smartstack_format_t  ngx_smartstack_formats[] = {

    { ngx_string("uuid"), "a UUID", ngx_smartstack_format_uuid },

    { ngx_string("date"), "a date, as 2026-01-31",
      ngx_smartstack_format_date },

    { ngx_string("date-time"),
      "a date and time with its offset, as 2026-01-31T12:00:00Z",
      ngx_smartstack_format_date_time },

    { ngx_string("email"), "an e-mail address", ngx_smartstack_format_email },

    { ngx_string("uri"), "a complete http, https or mailto address",
      ngx_smartstack_format_uri },

    { ngx_null_string, NULL, NULL }
};


ngx_smartstack_format_t *
ngx_smartstack_format_find(const char *name)
{
    ngx_smartstack_format_t  *format;

    for (format = ngx_smartstack_formats; format->check; format++) {
        if (ngx_strcmp(format->name.data, name) == 0) {
            return format;
        }
    }

    return NULL;
}


static ngx_int_t
ngx_smartstack_format_uuid(const u_char *p, size_t len)
{
    u_char  bytes[16];

    return ngx_smartstack_uuid_parse(p, len, bytes);
}


/* YYYY-MM-DD of the Gregorian calendar, years 0001 to 9999. */

static ngx_int_t
ngx_smartstack_format_date(const u_char *p, size_t len)
{
    ngx_int_t  year, month, day, last;

    static const u_char  days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };

    if (len != 10 || p[4] != '-' || p[7] != '-') {
        return NGX_DECLINED;
    }

    year = ngx_smartstack_format_digits(p, 4);
    month = ngx_smartstack_format_digits(p + 5, 2);
    day = ngx_smartstack_format_digits(p + 8, 2);

    if (year < 1 || month < 1 || month > 12 || day < 1) {
        return NGX_DECLINED;
    }

    last = days[month - 1];

    if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) {
        last = 29;
    }

    return day <= last ? NGX_OK : NGX_DECLINED;
}


/*
 * RFC 3339.  A moment before the year 0001 or after 9999 in UTC is refused,
 * because it could not be read back in this form.
 */

static ngx_int_t
ngx_smartstack_format_date_time(const u_char *p, size_t len)
{
    size_t     n;
    ngx_int_t  hour, minute, second, offset, utc, up;

    if (len < sizeof("2026-01-31T12:00:00Z") - 1
        || ngx_smartstack_format_date(p, 10) != NGX_OK
        || (p[10] != 'T' && p[10] != 't')
        || p[13] != ':' || p[16] != ':')
    {
        return NGX_DECLINED;
    }

    hour = ngx_smartstack_format_digits(p + 11, 2);
    minute = ngx_smartstack_format_digits(p + 14, 2);
    second = ngx_smartstack_format_digits(p + 17, 2);
    n = 19;

    if (p[n] == '.') {
        for (n = 20; n < len && p[n] >= '0' && p[n] <= '9'; n++) {
            /* a fraction of up to nine digits */
        }

        if (n == 20 || n > 29) {
            return NGX_DECLINED;
        }
    }

    if (hour < 0 || hour > 23 || minute < 0 || minute > 59
        || second < 0 || second > 60
        || ngx_smartstack_format_offset(p + n, len - n, &offset) != NGX_OK)
    {
        return NGX_DECLINED;
    }

    utc = hour * 60 + minute - offset;

    /* PostgreSQL keeps six digits, and so may round up to the next minute */

    up = (second == 60 || (second == 59 && n > 26));

    if ((utc < 0 && ngx_strncmp(p, "0001-01-01", 10) == 0)
        || (utc + up >= NGX_SMARTSTACK_DAY_MINUTES
            && ngx_strncmp(p, "9999-12-31", 10) == 0))
    {
        return NGX_DECLINED;
    }

    if (second == 60) {
        /* a leap second ends a day of UTC */
        utc = (utc + NGX_SMARTSTACK_DAY_MINUTES) % NGX_SMARTSTACK_DAY_MINUTES;

        return (utc == NGX_SMARTSTACK_DAY_MINUTES - 1) ? NGX_OK : NGX_DECLINED;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_format_offset(const u_char *p, size_t len, ngx_int_t *minutes)
{
    ngx_int_t  hour, minute;

    if (len == 1 && (p[0] == 'Z' || p[0] == 'z')) {
        *minutes = 0;
        return NGX_OK;
    }

    if (len != 6 || (p[0] != '+' && p[0] != '-') || p[3] != ':') {
        return NGX_DECLINED;
    }

    hour = ngx_smartstack_format_digits(p + 1, 2);
    minute = ngx_smartstack_format_digits(p + 4, 2);

    if (hour < 0 || hour > NGX_SMARTSTACK_MAX_OFFSET_HOUR
        || minute < 0 || minute > 59)
    {
        return NGX_DECLINED;
    }

    *minutes = hour * 60 + minute;

    if (p[0] == '-') {
        *minutes = -*minutes;
    }

    return NGX_OK;
}


/* n digits as a number, or NGX_ERROR. */

static ngx_int_t
ngx_smartstack_format_digits(const u_char *p, size_t n)
{
    return ngx_atoi((u_char *) p, n);
}


/* The dot-atom form of RFC 5321 in ASCII, at a domain of two labels or more */

static ngx_int_t
ngx_smartstack_format_email(const u_char *p, size_t len)
{
    size_t         i, local;
    const u_char  *at;

    at = memchr(p, '@', len);

    if (at == NULL || len > 254) {
        return NGX_DECLINED;
    }

    local = at - p;

    if (local == 0 || local > 64 || p[0] == '.' || p[local - 1] == '.') {
        return NGX_DECLINED;
    }

    for (i = 0; i < local; i++) {
        if (p[i] == '.') {
            if (p[i + 1] == '.') {
                return NGX_DECLINED;
            }

            continue;
        }

        if (!ngx_smartstack_format_alnum(p[i])
            && (p[i] == '\0' || strchr("!#$%&'*+-/=?^_`{|}~", p[i]) == NULL))
        {
            return NGX_DECLINED;
        }
    }

    return ngx_smartstack_format_domain(at + 1, len - local - 1);
}


static ngx_int_t
ngx_smartstack_format_domain(const u_char *p, size_t len)
{
    size_t      i, label;
    ngx_uint_t  labels;

    label = 0;
    labels = 1;

    if (len == 0 || len > 253) {
        return NGX_DECLINED;
    }

    for (i = 0; i < len; i++) {

        if (ngx_smartstack_format_alnum(p[i])) {
            label++;

        } else if (p[i] == '-' && label) {
            label++;

        } else if (p[i] == '.' && label && p[i - 1] != '-') {
            label = 0;
            labels++;

        } else {
            return NGX_DECLINED;
        }

        if (label > 63) {
            return NGX_DECLINED;
        }
    }

    return (label && p[len - 1] != '-' && labels > 1) ? NGX_OK : NGX_DECLINED;
}


/*
 * RFC 3986 with a scheme that is harmless as a link: "javascript:" or "data:"
 * in a stored address would run as a script of ours.
 */

static ngx_int_t
ngx_smartstack_format_uri(const u_char *p, size_t len)
{
    size_t      i, n;
    ngx_str_t  *scheme;

    static ngx_str_t  schemes[] = {
        ngx_string("https://"),
        ngx_string("http://"),
        ngx_string("mailto:"),
        ngx_null_string
    };

    for (scheme = schemes; scheme->len; scheme++) {
        if (len > scheme->len
            && ngx_strncasecmp((u_char *) p, scheme->data, scheme->len) == 0)
        {
            break;
        }
    }

    n = scheme->len;

    if (n == 0 || strchr("/?#:@", p[n]) != NULL) {
        return NGX_DECLINED;
    }

    for (i = n; i < len; i++) {

        if (p[i] == '%') {
            if (len - i < 3 || !ngx_smartstack_format_hex(p[i + 1])
                || !ngx_smartstack_format_hex(p[i + 2]))
            {
                return NGX_DECLINED;
            }

            continue;
        }

        if (!ngx_smartstack_format_alnum(p[i])
            && (p[i] == '\0'
                || strchr("-._~:/?#[]@!$&'()*+,;=", p[i]) == NULL))
        {
            return NGX_DECLINED;
        }
    }

    return NGX_OK;
}


static ngx_uint_t
ngx_smartstack_format_alnum(u_char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
           || (c >= 'A' && c <= 'Z');
}


static ngx_uint_t
ngx_smartstack_format_hex(u_char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')
           || (c >= 'A' && c <= 'F');
}
