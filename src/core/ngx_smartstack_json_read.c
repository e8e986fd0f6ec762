
/*
 * JSON in.  jansson builds the tree; what it would let pass (depth, long
 * arrays, integers that JavaScript cannot hold) is refused by one scan of the
 * text before anything is built.
 */


#include <ngx_smartstack_json.h>


#define NGX_SMARTSTACK_JSON_MAX_SAFE  9007199254740992LL    /* 2^53 */


static ngx_smartstack_json_status_e ngx_smartstack_json_scan(const u_char *p,
    size_t len, size_t *pos);
static const u_char *ngx_smartstack_json_skip_string(const u_char *p,
    const u_char *end);
static const u_char *ngx_smartstack_json_skip_number(const u_char *p,
    const u_char *end, ngx_uint_t *safe);
static size_t ngx_smartstack_utf8_length(const u_char *p, size_t len);


json_t *
ngx_smartstack_json_load(const u_char *p, size_t len,
    ngx_smartstack_json_status_e *status, size_t *pos)
{
    json_t        *value;
    const u_char  *nul;
    json_error_t   error;

    *pos = 0;

    /* jansson takes a NUL behind a number for the end of the text */

    nul = memchr(p, '\0', len);
    if (nul) {
        *pos = nul - p;
        *status = NGX_SMARTSTACK_JSON_SYNTAX;
        return NULL;
    }

    *status = ngx_smartstack_json_scan(p, len, pos);
    if (*status != NGX_SMARTSTACK_JSON_OK) {
        return NULL;
    }

    value = json_loadb((const char *) p, len,
                       JSON_REJECT_DUPLICATES|JSON_DECODE_ANY, &error);
    if (value) {
        return value;
    }

    if (error.position > 0) {
        *pos = error.position;
    }

    switch (json_error_code(&error)) {

    case json_error_duplicate_key:
        *status = NGX_SMARTSTACK_JSON_DUPLICATE;
        break;

    case json_error_numeric_overflow:
        *status = NGX_SMARTSTACK_JSON_NUMBER;
        break;

    case json_error_out_of_memory:
        *status = NGX_SMARTSTACK_JSON_MEMORY;
        break;

    default:
        *status = NGX_SMARTSTACK_JSON_SYNTAX;
        break;
    }

    return NULL;
}


/*
 * Finds what is too deep, too long or too big.  Text that is no JSON may pass
 * here: jansson refuses it afterwards.
 */

static ngx_smartstack_json_status_e
ngx_smartstack_json_scan(const u_char *p, size_t len, size_t *pos)
{
    ngx_uint_t     depth, safe;
    const u_char  *start, *end, *token;
    ngx_uint_t     commas[NGX_SMARTSTACK_JSON_MAX_DEPTH + 1];
    u_char         kinds[NGX_SMARTSTACK_JSON_MAX_DEPTH + 1];

    start = p;
    end = p + len;
    depth = 0;
    kinds[0] = 0;
    commas[0] = 0;

    while (p < end) {
        token = p++;

        switch (*token) {

        case '"':
            p = ngx_smartstack_json_skip_string(p, end);
            break;

        case '[':
        case '{':
            if (depth == NGX_SMARTSTACK_JSON_MAX_DEPTH) {
                *pos = token - start;
                return NGX_SMARTSTACK_JSON_DEPTH;
            }

            depth++;
            kinds[depth] = *token;
            commas[depth] = 0;
            break;

        case ']':
        case '}':
            if (depth) {
                depth--;
            }
            break;

        case ',':
            commas[depth]++;

            if (kinds[depth] == '['
                && commas[depth] == NGX_SMARTSTACK_JSON_MAX_ITEMS)
            {
                *pos = token - start;
                return NGX_SMARTSTACK_JSON_ITEMS;
            }
            break;

        case '-': case '0': case '1': case '2': case '3': case '4':
        case '5': case '6': case '7': case '8': case '9':
            p = ngx_smartstack_json_skip_number(token, end, &safe);

            if (!safe) {
                *pos = token - start;
                return NGX_SMARTSTACK_JSON_NUMBER;
            }
            break;

        default:
            break;
        }
    }

    return NGX_SMARTSTACK_JSON_OK;
}


static const u_char *
ngx_smartstack_json_skip_string(const u_char *p, const u_char *end)
{
    while (p < end) {
        switch (*p++) {

        case '"':
            return p;

        case '\\':
            if (p < end) {
                p++;
            }
            break;

        default:
            break;
        }
    }

    return end;
}


static const u_char *
ngx_smartstack_json_skip_number(const u_char *p, const u_char *end,
    ngx_uint_t *safe)
{
    int64_t     n;
    ngx_uint_t  real, big;

    n = 0;
    real = 0;
    big = 0;

    if (*p == '-') {
        p++;
    }

    for ( /* void */ ; p < end; p++) {

        if (*p >= '0' && *p <= '9') {
            if (!real && !big) {
                n = n * 10 + (*p - '0');
                big = n > NGX_SMARTSTACK_JSON_MAX_SAFE;
            }

            continue;
        }

        if (*p != '.' && *p != 'e' && *p != 'E' && *p != '+' && *p != '-') {
            break;
        }

        real = 1;
    }

    *safe = real || !big;

    return p;
}


ngx_int_t
ngx_smartstack_utf8_check(const u_char *p, size_t len)
{
    size_t         n;
    uint64_t       word;
    const u_char  *end;

    end = p + len;

    while (p < end) {

        /* eight bytes of ASCII without NUL */

        if (end - p >= 8) {
            ngx_memcpy(&word, p, 8);

            if (!((word | (word - 0x0101010101010101ULL))
                  & 0x8080808080808080ULL))
            {
                p += 8;
                continue;
            }
        }

        n = ngx_smartstack_utf8_length(p, end - p);
        if (n == 0) {
            return NGX_DECLINED;
        }

        p += n;
    }

    return NGX_OK;
}


/* Bytes of the first character (RFC 3629, table 3-7 of Unicode), or 0. */

static size_t
ngx_smartstack_utf8_length(const u_char *p, size_t len)
{
    size_t  i, n;
    u_char  low, high;

    low = 0x80;
    high = 0xbf;

    if (p[0] < 0x80) {
        return p[0] != '\0';

    } else if (p[0] >= 0xc2 && p[0] <= 0xdf) {
        n = 2;

    } else if (p[0] >= 0xe0 && p[0] <= 0xef) {
        n = 3;
        low = (p[0] == 0xe0) ? 0xa0 : 0x80;
        high = (p[0] == 0xed) ? 0x9f : 0xbf;

    } else if (p[0] >= 0xf0 && p[0] <= 0xf4) {
        n = 4;
        low = (p[0] == 0xf0) ? 0x90 : 0x80;
        high = (p[0] == 0xf4) ? 0x8f : 0xbf;

    } else {
        return 0;
    }

    if (len < n || p[1] < low || p[1] > high) {
        return 0;
    }

    for (i = 2; i < n; i++) {
        if (p[i] < 0x80 || p[i] > 0xbf) {
            return 0;
        }
    }

    return n;
}
