
/*
 * A reader for the claims that we issue and no others: exact, without
 * allocation, on every request.
 */


#include <ngx_smartstack_token_claims.h>


#define NGX_SMARTSTACK_CLAIM_MAX  9007199254740992LL    /* 2^53 */


typedef enum {
    NGX_SMARTSTACK_CLAIM_CONSTANT = 0,
    NGX_SMARTSTACK_CLAIM_UUID,
    NGX_SMARTSTACK_CLAIM_NUMBER
} ngx_smartstack_claim_e;


typedef struct {
    ngx_str_t                name;
    ngx_smartstack_claim_e   kind;
    ngx_str_t                value;     /* of a constant */
} ngx_smartstack_claim_t;


enum {
    NGX_SMARTSTACK_CLAIM_AUD = 0,
    NGX_SMARTSTACK_CLAIM_EXP,
    NGX_SMARTSTACK_CLAIM_GEN,
    NGX_SMARTSTACK_CLAIM_IAT,
    NGX_SMARTSTACK_CLAIM_ISS,
    NGX_SMARTSTACK_CLAIM_SID,
    NGX_SMARTSTACK_CLAIM_SUB,
    NGX_SMARTSTACK_CLAIM_USE,
    NGX_SMARTSTACK_CLAIM_NBF,
    NGX_SMARTSTACK_CLAIMS
};

/* All but nbf. */
#define NGX_SMARTSTACK_CLAIMS_REQUIRED  ((1u << NGX_SMARTSTACK_CLAIM_NBF) - 1)


static const u_char *ngx_smartstack_claims_string(const u_char *p,
    const u_char *end, ngx_str_t *text);
static const u_char *ngx_smartstack_claims_number(const u_char *p,
    const u_char *end, int64_t *number);
static ngx_int_t ngx_smartstack_claims_uuid(ngx_str_t *text, u_char *uuid);
static ngx_int_t ngx_smartstack_claims_check(int64_t *numbers, time_t now,
    ngx_smartstack_claims_t *claims);


/* In the order of libjwt, which is that of the names. */

static ngx_smartstack_claim_t  ngx_smartstack_claims_known[] = {
    { ngx_string("aud"), NGX_SMARTSTACK_CLAIM_CONSTANT,
      ngx_string(NGX_SMARTSTACK_TOKEN_AUDIENCE) },
    { ngx_string("exp"), NGX_SMARTSTACK_CLAIM_NUMBER, ngx_null_string },
    { ngx_string("gen"), NGX_SMARTSTACK_CLAIM_NUMBER, ngx_null_string },
    { ngx_string("iat"), NGX_SMARTSTACK_CLAIM_NUMBER, ngx_null_string },
    { ngx_string("iss"), NGX_SMARTSTACK_CLAIM_CONSTANT,
      ngx_string(NGX_SMARTSTACK_TOKEN_ISSUER) },
    { ngx_string("sid"), NGX_SMARTSTACK_CLAIM_UUID, ngx_null_string },
    { ngx_string("sub"), NGX_SMARTSTACK_CLAIM_UUID, ngx_null_string },
    { ngx_string("use"), NGX_SMARTSTACK_CLAIM_CONSTANT,
      ngx_string(NGX_SMARTSTACK_TOKEN_USE) },
    { ngx_string("nbf"), NGX_SMARTSTACK_CLAIM_NUMBER, ngx_null_string }
};


ngx_int_t
ngx_smartstack_claims_read(const u_char *p, size_t len, time_t now,
    ngx_smartstack_claims_t *claims)
{
    int64_t                  numbers[NGX_SMARTSTACK_CLAIMS];
    ngx_str_t                name, text;
    ngx_uint_t               i, seen;
    const u_char            *end;
    ngx_smartstack_claim_t  *claim;

    end = p + len;
    seen = 0;
    ngx_str_set(&text, "");
    numbers[NGX_SMARTSTACK_CLAIM_NBF] = 0;

    if (p == end || *p++ != '{') {
        return NGX_ERROR;
    }

    for ( ;; ) {

        p = ngx_smartstack_claims_string(p, end, &name);

        if (p == NULL || p == end || *p++ != ':') {
            return NGX_ERROR;
        }

        for (i = 0; i < NGX_SMARTSTACK_CLAIMS; i++) {
            claim = &ngx_smartstack_claims_known[i];

            if (claim->name.len == name.len
                && ngx_memcmp(claim->name.data, name.data, name.len) == 0)
            {
                break;
            }
        }

        if (i == NGX_SMARTSTACK_CLAIMS || (seen & (1u << i))) {
            return NGX_ERROR;
        }

        seen |= 1u << i;

        if (claim->kind == NGX_SMARTSTACK_CLAIM_NUMBER) {
            p = ngx_smartstack_claims_number(p, end, &numbers[i]);

        } else {
            p = ngx_smartstack_claims_string(p, end, &text);
        }

        if (p == NULL || p == end) {
            return NGX_ERROR;
        }

        if (claim->kind == NGX_SMARTSTACK_CLAIM_CONSTANT
            && (claim->value.len != text.len
                || ngx_memcmp(claim->value.data, text.data, text.len) != 0))
        {
            return NGX_ERROR;
        }

        if (claim->kind == NGX_SMARTSTACK_CLAIM_UUID
            && ngx_smartstack_claims_uuid(&text,
                                          i == NGX_SMARTSTACK_CLAIM_SUB
                                          ? claims->user : claims->session)
               != NGX_OK)
        {
            return NGX_ERROR;
        }

        if (*p == '}') {
            break;
        }

        if (*p++ != ',') {
            return NGX_ERROR;
        }
    }

    if (p + 1 != end
        || (seen & NGX_SMARTSTACK_CLAIMS_REQUIRED)
           != NGX_SMARTSTACK_CLAIMS_REQUIRED)
    {
        return NGX_ERROR;
    }

    return ngx_smartstack_claims_check(numbers, now, claims);
}


static const u_char *
ngx_smartstack_claims_string(const u_char *p, const u_char *end,
    ngx_str_t *text)
{
    if (p == end || *p++ != '"') {
        return NULL;
    }

    text->data = (u_char *) p;

    for ( /* void */ ; p < end; p++) {

        if (*p == '"') {
            text->len = p - text->data;
            return p + 1;
        }

        if (*p == '\\' || *p < 0x20 || *p > 0x7e) {
            return NULL;
        }
    }

    return NULL;
}


/* 0, or digits without a leading zero */

static const u_char *
ngx_smartstack_claims_number(const u_char *p, const u_char *end,
    int64_t *number)
{
    int64_t        n;
    const u_char  *start;

    n = 0;
    start = p;

    for ( /* void */ ; p < end && *p >= '0' && *p <= '9'; p++) {
        n = n * 10 + (*p - '0');

        if (n > NGX_SMARTSTACK_CLAIM_MAX) {
            return NULL;
        }
    }

    if (p == start || (*start == '0' && p - start > 1)) {
        return NULL;
    }

    *number = n;

    return p;
}


static ngx_int_t
ngx_smartstack_claims_uuid(ngx_str_t *text, u_char *uuid)
{
    u_char      c;
    ngx_uint_t  i;

    if (text->len != NGX_SMARTSTACK_UUID_LEN) {
        return NGX_ERROR;
    }

    for (i = 0; i < NGX_SMARTSTACK_UUID_LEN; i++) {
        c = text->data[i];

        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-') {
                return NGX_ERROR;
            }

        } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return NGX_ERROR;
        }
    }

    ngx_memcpy(uuid, text->data, NGX_SMARTSTACK_UUID_LEN);

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_claims_check(int64_t *numbers, time_t now,
    ngx_smartstack_claims_t *claims)
{
    if (numbers[NGX_SMARTSTACK_CLAIM_GEN] > NGX_MAX_INT32_VALUE
        || numbers[NGX_SMARTSTACK_CLAIM_EXP]
           <= numbers[NGX_SMARTSTACK_CLAIM_IAT]
        || numbers[NGX_SMARTSTACK_CLAIM_IAT]
           > (int64_t) now + NGX_SMARTSTACK_TOKEN_SKEW
        || numbers[NGX_SMARTSTACK_CLAIM_NBF]
           > (int64_t) now + NGX_SMARTSTACK_TOKEN_SKEW)
    {
        return NGX_ERROR;
    }

    claims->generation = (uint32_t) numbers[NGX_SMARTSTACK_CLAIM_GEN];
    claims->issued = (time_t) numbers[NGX_SMARTSTACK_CLAIM_IAT];
    claims->expires = (time_t) numbers[NGX_SMARTSTACK_CLAIM_EXP];

    return (claims->expires > now) ? NGX_OK : NGX_DECLINED;
}
