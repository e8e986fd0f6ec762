
/* The keyword "pattern": PCRE2, which nginx links already. */


#ifndef PCRE2_CODE_UNIT_WIDTH
#define PCRE2_CODE_UNIT_WIDTH  8
#endif

#include <ngx_smartstack_schema_node.h>
#include <pcre2.h>


/* Steps of one match: no text of a client may hold a worker for long. */
#define NGX_SMARTSTACK_PATTERN_STEPS  100000


struct ngx_smartstack_pattern_s {
    pcre2_code           *code;
    pcre2_match_data     *data;
    pcre2_match_context  *context;
};


static void ngx_smartstack_pattern_free(void *data);


ngx_smartstack_pattern_t *
ngx_smartstack_pattern_compile(ngx_pool_t *pool, const char *text,
    ngx_str_t *error)
{
    int                        code;
    size_t                     offset;
    ngx_pool_cleanup_t        *cln;
    ngx_smartstack_pattern_t  *pattern;

    cln = ngx_pool_cleanup_add(pool, sizeof(ngx_smartstack_pattern_t));
    if (cln == NULL) {
        ngx_str_set(error, "no memory");
        return NULL;
    }

    pattern = cln->data;
    ngx_memzero(pattern, sizeof(ngx_smartstack_pattern_t));
    cln->handler = ngx_smartstack_pattern_free;

    /* as ECMA-262 reads it: $ is the very end, \uXXXX is a character */

    pattern->code = pcre2_compile((PCRE2_SPTR) text, PCRE2_ZERO_TERMINATED,
                                  PCRE2_UTF|PCRE2_DOLLAR_ENDONLY
                                  |PCRE2_ALT_BSUX|PCRE2_NEVER_BACKSLASH_C,
                                  &code, &offset, NULL);

    if (pattern->code == NULL) {
        error->data = ngx_pnalloc(pool, 256);

        if (error->data == NULL
            || pcre2_get_error_message(code, error->data, 256) < 0)
        {
            ngx_str_set(error, "bad pattern");
            return NULL;
        }

        error->len = ngx_strlen(error->data);
        return NULL;
    }

    pattern->data = pcre2_match_data_create(1, NULL);
    pattern->context = pcre2_match_context_create(NULL);

    if (pattern->data == NULL || pattern->context == NULL) {
        ngx_str_set(error, "no memory");
        return NULL;
    }

    pcre2_set_match_limit(pattern->context, NGX_SMARTSTACK_PATTERN_STEPS);

    return pattern;
}


static void
ngx_smartstack_pattern_free(void *data)
{
    ngx_smartstack_pattern_t  *pattern = data;

    pcre2_match_context_free(pattern->context);
    pcre2_match_data_free(pattern->data);
    pcre2_code_free(pattern->code);
}


/* p is valid UTF-8. */

ngx_int_t
ngx_smartstack_pattern_match(ngx_smartstack_pattern_t *pattern,
    const u_char *p, size_t len)
{
    int  rc;

    rc = pcre2_match(pattern->code, p, len, 0, PCRE2_NO_UTF_CHECK,
                     pattern->data, pattern->context);

    if (rc >= 0) {
        return NGX_OK;
    }

    return (rc == PCRE2_ERROR_NOMEMORY) ? NGX_ERROR : NGX_DECLINED;
}
