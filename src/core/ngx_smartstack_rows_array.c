
/* PostgreSQL's arrays, in binary format, as JSON arrays. */


#include <ngx_smartstack_rows_type.h>


#define NGX_SMARTSTACK_ARRAY_MAX_DIMS  6
#define NGX_SMARTSTACK_ARRAY_HEADER    12
#define NGX_SMARTSTACK_ARRAY_DIM       8


typedef struct {
    ngx_smartstack_json_t  *w;
    ngx_smartstack_type_t  *element;
    const u_char           *p;
    const u_char           *end;
    ngx_uint_t              ndims;
    int32_t                 sizes[NGX_SMARTSTACK_ARRAY_MAX_DIMS];
} ngx_smartstack_array_t;


static ngx_int_t ngx_smartstack_array_open(ngx_smartstack_array_t *array);
static ngx_int_t ngx_smartstack_array_level(ngx_smartstack_array_t *array,
    ngx_uint_t level);
static ngx_int_t ngx_smartstack_array_element(ngx_smartstack_array_t *array);


void
ngx_smartstack_type_array(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len)
{
    ngx_smartstack_array_t  array;

    array.w = w;
    array.element = ngx_smartstack_type_find(type->element);
    array.p = p;
    array.end = p + len;

    if (ngx_smartstack_array_open(&array) != NGX_OK) {
        ngx_smartstack_json_fail(w);
        return;
    }

    if (array.ndims == 0) {
        ngx_smartstack_json_literal(w, "[]");
        return;
    }

    if (ngx_smartstack_array_level(&array, 0) != NGX_OK
        || array.p != array.end)
    {
        ngx_smartstack_json_fail(w);
    }
}


/* Number of dimensions, flags, type; then size and lower bound of each. */

static ngx_int_t
ngx_smartstack_array_open(ngx_smartstack_array_t *array)
{
    size_t        len;
    int32_t       ndims;
    ngx_uint_t    i;

    len = array->end - array->p;

    if (len < NGX_SMARTSTACK_ARRAY_HEADER) {
        return NGX_ERROR;
    }

    ndims = ngx_smartstack_type_int32(array->p);

    if (ndims < 0 || ndims > NGX_SMARTSTACK_ARRAY_MAX_DIMS
        || (Oid) ngx_smartstack_type_int32(array->p + 8) != array->element->oid
        || len < NGX_SMARTSTACK_ARRAY_HEADER
                 + (size_t) ndims * NGX_SMARTSTACK_ARRAY_DIM)
    {
        return NGX_ERROR;
    }

    array->ndims = (ngx_uint_t) ndims;
    array->p += NGX_SMARTSTACK_ARRAY_HEADER;

    for (i = 0; i < array->ndims; i++) {
        array->sizes[i] = ngx_smartstack_type_int32(array->p);

        /* each step of a level takes bytes, so that no size can run away */

        if (array->sizes[i] < 1) {
            return NGX_ERROR;
        }

        array->p += NGX_SMARTSTACK_ARRAY_DIM;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_array_level(ngx_smartstack_array_t *array, ngx_uint_t level)
{
    int32_t    i;
    ngx_int_t  rc;

    ngx_smartstack_json_literal(array->w, "[");

    for (i = 0; i < array->sizes[level]; i++) {

        if (i) {
            ngx_smartstack_json_literal(array->w, ",");
        }

        if (level + 1 < array->ndims) {
            rc = ngx_smartstack_array_level(array, level + 1);

        } else {
            rc = ngx_smartstack_array_element(array);
        }

        if (rc != NGX_OK) {
            return rc;
        }
    }

    ngx_smartstack_json_literal(array->w, "]");

    return NGX_OK;
}


/* Length, or -1 for NULL; then the value. */

static ngx_int_t
ngx_smartstack_array_element(ngx_smartstack_array_t *array)
{
    int32_t  len;

    if (array->end - array->p < 4) {
        return NGX_ERROR;
    }

    len = ngx_smartstack_type_int32(array->p);
    array->p += 4;

    if (len == -1) {
        ngx_smartstack_json_literal(array->w, "null");
        return NGX_OK;
    }

    if (len < 0 || len > array->end - array->p) {
        return NGX_ERROR;
    }

    array->element->write(array->w, array->element, array->p, (size_t) len);
    array->p += len;

    return NGX_OK;
}
