
#include <ngx_smartstack_file.h>


ngx_int_t
ngx_smartstack_file_read(ngx_pool_t *pool, const char *path, size_t max,
    ngx_str_t *text)
{
    FILE         *f;
    ngx_int_t     rc;
    struct stat   st;

    f = fopen(path, "rb");
    if (f == NULL) {
        return NGX_ERROR;
    }

    rc = NGX_ERROR;

    if (fstat(fileno(f), &st) == -1) {
        goto done;
    }

    if (st.st_size > (off_t) max) {
        rc = NGX_DECLINED;
        goto done;
    }

    text->data = ngx_pnalloc(pool, st.st_size + 1);

    if (text->data != NULL) {
        text->len = fread(text->data, 1, st.st_size, f);
        rc = NGX_OK;
    }

done:

    (void) fclose(f);

    return rc;
}
