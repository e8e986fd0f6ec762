
/* A text that grows, up to a bound, in a pool. */


#ifndef _NGX_SMARTSTACK_TEXT_H_INCLUDED_
#define _NGX_SMARTSTACK_TEXT_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


typedef struct {
    ngx_pool_t   *pool;
    u_char       *data;
    size_t        len;
    size_t        size;
    size_t        max;
    unsigned      failed:1;     /* too long, or no memory: of no use */
} ngx_smartstack_text_t;


void ngx_smartstack_text_init(ngx_smartstack_text_t *text, ngx_pool_t *pool,
    size_t max);

/* Errors are sticky: check text->failed once, at the end. */
void ngx_smartstack_text_add(ngx_smartstack_text_t *text, const u_char *p,
    size_t len);

#define ngx_smartstack_text_str(text, str)                                    \
    ngx_smartstack_text_add(text, (str)->data, (str)->len)
#define ngx_smartstack_text_literal(text, s)                                  \
    ngx_smartstack_text_add(text, (const u_char *) s, sizeof(s) - 1)


#endif /* _NGX_SMARTSTACK_TEXT_H_INCLUDED_ */
