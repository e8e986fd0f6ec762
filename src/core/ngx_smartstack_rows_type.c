
/* Values in PostgreSQL's binary format as JSON, by type. */


#include <ngx_smartstack_rows_type.h>
#include <ngx_smartstack_uuid.h>


static void ngx_smartstack_type_plain(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len);
static void ngx_smartstack_type_quoted(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len);
static void ngx_smartstack_type_string(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len);
static void ngx_smartstack_type_json(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len);
static void ngx_smartstack_type_jsonb(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len);
static u_char *ngx_smartstack_type_bool(u_char *last, const u_char *p);
static u_char *ngx_smartstack_type_int2(u_char *last, const u_char *p);
static u_char *ngx_smartstack_type_int4(u_char *last, const u_char *p);
static u_char *ngx_smartstack_type_int8(u_char *last, const u_char *p);


/* The numbers are those of the catalog pg_type, which never change. */

static ngx_smartstack_type_t  ngx_smartstack_types[] = {

    { 2950, ngx_smartstack_type_quoted, ngx_smartstack_uuid_format, 16, 0 },
    { 25, ngx_smartstack_type_string, NULL, 0, 0 },             /* text */
    { 1043, ngx_smartstack_type_string, NULL, 0, 0 },           /* varchar */
    { 19, ngx_smartstack_type_string, NULL, 0, 0 },             /* name */
    { 16, ngx_smartstack_type_plain, ngx_smartstack_type_bool, 1, 0 },
    { 21, ngx_smartstack_type_plain, ngx_smartstack_type_int2, 2, 0 },
    { 23, ngx_smartstack_type_plain, ngx_smartstack_type_int4, 4, 0 },
    { 20, ngx_smartstack_type_plain, ngx_smartstack_type_int8, 8, 0 },
    { 1082, ngx_smartstack_type_quoted, ngx_smartstack_type_date, 4, 0 },
    { 1184, ngx_smartstack_type_quoted, ngx_smartstack_type_timestamptz, 8,
      0 },
    { 3802, ngx_smartstack_type_jsonb, NULL, 0, 0 },
    { 114, ngx_smartstack_type_json, NULL, 0, 0 },
    { 1009, ngx_smartstack_type_array, NULL, 0, 25 },           /* text[] */
    { 2951, ngx_smartstack_type_array, NULL, 0, 2950 },         /* uuid[] */

    { 0, NULL, NULL, 0, 0 }
};


ngx_smartstack_type_t *
ngx_smartstack_type_find(Oid oid)
{
    ngx_smartstack_type_t  *type;

    for (type = ngx_smartstack_types; type->oid; type++) {
        if (type->oid == oid) {
            return type;
        }
    }

    return NULL;
}


ngx_int_t
ngx_smartstack_type_text(ngx_pool_t *pool, ngx_smartstack_type_t *type,
    const u_char *p, size_t len, ngx_str_t *out)
{
    if (type->element || (type->format && len != type->size)) {
        return NGX_ERROR;
    }

    if (type->write == ngx_smartstack_type_jsonb) {
        if (len == 0) {
            return NGX_ERROR;
        }

        p++;
        len--;
    }

    out->data = ngx_pnalloc(pool, type->format ? NGX_SMARTSTACK_TYPE_LEN
                                               : len);
    if (out->data == NULL) {
        return NGX_ERROR;
    }

    if (type->format) {
        out->len = type->format(out->data, p) - out->data;

    } else {
        ngx_memcpy(out->data, p, len);
        out->len = len;
    }

    return NGX_OK;
}


static void
ngx_smartstack_type_plain(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len)
{
    u_char  *last;

    last = ngx_smartstack_json_reserve(w, NGX_SMARTSTACK_TYPE_LEN);

    if (last == NULL || len != type->size) {
        ngx_smartstack_json_fail(w);
        return;
    }

    w->buf->last = type->format(last, p);
}


static void
ngx_smartstack_type_quoted(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len)
{
    u_char  *last;

    last = ngx_smartstack_json_reserve(w, NGX_SMARTSTACK_TYPE_LEN);

    if (last == NULL || len != type->size) {
        ngx_smartstack_json_fail(w);
        return;
    }

    *last++ = '"';
    last = type->format(last, p);
    *last++ = '"';

    w->buf->last = last;
}


static void
ngx_smartstack_type_string(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len)
{
    ngx_smartstack_json_string(w, p, len);
}


static void
ngx_smartstack_type_json(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len)
{
    ngx_smartstack_json_raw(w, p, len);
}


/* A version byte, then the text. */

static void
ngx_smartstack_type_jsonb(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len)
{
    if (len < 2 || p[0] != 1) {
        ngx_smartstack_json_fail(w);
        return;
    }

    ngx_smartstack_json_raw(w, p + 1, len - 1);
}


static u_char *
ngx_smartstack_type_bool(u_char *last, const u_char *p)
{
    return *p ? ngx_cpymem(last, "true", 4) : ngx_cpymem(last, "false", 5);
}


static u_char *
ngx_smartstack_type_int2(u_char *last, const u_char *p)
{
    return ngx_smartstack_json_digits(last, (int16_t) (p[0] << 8 | p[1]));
}


static u_char *
ngx_smartstack_type_int4(u_char *last, const u_char *p)
{
    return ngx_smartstack_json_digits(last, ngx_smartstack_type_int32(p));
}


static u_char *
ngx_smartstack_type_int8(u_char *last, const u_char *p)
{
    return ngx_smartstack_json_digits(last, ngx_smartstack_type_int64(p));
}
