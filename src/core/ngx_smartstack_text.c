
#include <ngx_smartstack_text.h>


#define NGX_SMARTSTACK_TEXT_FIRST  1024


void
ngx_smartstack_text_init(ngx_smartstack_text_t *text, ngx_pool_t *pool,
    size_t max)
{
    ngx_memzero(text, sizeof(ngx_smartstack_text_t));

    text->pool = pool;
    text->max = max;
}


void
ngx_smartstack_text_add(ngx_smartstack_text_t *text, const u_char *p,
    size_t len)
{
    size_t   size;
    u_char  *data;

    if (text->failed || len == 0) {
        return;
    }

    if (len > text->max - text->len) {
        text->failed = 1;
        return;
    }

    if (len > text->size - text->len) {
        size = ngx_max(text->size * 2, NGX_SMARTSTACK_TEXT_FIRST);
        size = ngx_max(size, text->len + len);

        data = ngx_pnalloc(text->pool, size);
        if (data == NULL) {
            text->failed = 1;
            return;
        }

        if (text->len) {
            ngx_memcpy(data, text->data, text->len);
            (void) ngx_pfree(text->pool, text->data);
        }

        text->data = data;
        text->size = size;
    }

    ngx_memcpy(text->data + text->len, p, len);
    text->len += len;
}
