
/* What the floors above ask of a compiled schema. */


#include <ngx_smartstack_schema_node.h>
#include <ngx_smartstack_json.h>


static ngx_int_t ngx_smartstack_schema_result(ngx_smartstack_check_t *c);
static json_t *ngx_smartstack_schema_read(ngx_smartstack_schema_t *schema,
    u_char *p, size_t len);
static json_t *ngx_smartstack_schema_read_list(
    ngx_smartstack_schema_t *schema, u_char *p, size_t len);
static json_t *ngx_smartstack_schema_read_number(u_char *p, size_t len);


ngx_int_t
ngx_smartstack_schema_check(ngx_smartstack_schema_t *schema, json_t *value,
    ngx_pool_t *pool, ngx_array_t *faults)
{
    ngx_smartstack_check_t  c;

    ngx_memzero(&c, sizeof(ngx_smartstack_check_t));

    c.pool = pool;
    c.faults = faults;

    ngx_smartstack_check_value(&c, schema, value, NULL);

    return ngx_smartstack_schema_result(&c);
}


ngx_int_t
ngx_smartstack_schema_check_text(ngx_smartstack_schema_t *schema,
    ngx_str_t *name, ngx_str_t *text, ngx_pool_t *pool, ngx_array_t *faults)
{
    json_t                  *value;
    ngx_smartstack_check_t   c;

    ngx_memzero(&c, sizeof(ngx_smartstack_check_t));

    c.pool = pool;
    c.faults = faults;
    c.name = name;

    if (ngx_smartstack_utf8_check(text->data, text->len) != NGX_OK) {
        ngx_smartstack_check_fault(&c, NULL, "format",
                                   "Must be UTF-8 without U+0000.");
        return ngx_smartstack_schema_result(&c);
    }

    value = ngx_smartstack_schema_read(schema, text->data, text->len);
    if (value == NULL) {
        return NGX_ERROR;
    }

    ngx_smartstack_check_value(&c, schema, value, NULL);
    json_decref(value);

    return ngx_smartstack_schema_result(&c);
}


static ngx_int_t
ngx_smartstack_schema_result(ngx_smartstack_check_t *c)
{
    if (c->failed) {
        return NGX_ERROR;
    }

    return c->found ? NGX_DECLINED : NGX_OK;
}


/* The text as the value that the schema wants, else as a string. */

static json_t *
ngx_smartstack_schema_read(ngx_smartstack_schema_t *schema, u_char *p,
    size_t len)
{
    json_t      *value;
    ngx_uint_t   types;

    value = NULL;
    types = schema->types;

    if (types == NGX_SMARTSTACK_TYPE_ANY) {
        types = NGX_SMARTSTACK_TYPE_STRING;
    }

    if (types & NGX_SMARTSTACK_TYPE_ARRAY) {
        return ngx_smartstack_schema_read_list(schema, p, len);
    }

    if (types & (NGX_SMARTSTACK_TYPE_INTEGER|NGX_SMARTSTACK_TYPE_NUMBER)) {
        value = ngx_smartstack_schema_read_number(p, len);

    } else if (types & NGX_SMARTSTACK_TYPE_BOOLEAN) {

        if (len == 4 && ngx_strncmp(p, "true", 4) == 0) {
            value = json_true();

        } else if (len == 5 && ngx_strncmp(p, "false", 5) == 0) {
            value = json_false();
        }
    }

    return value ? value : json_stringn((const char *) p, len);
}


/* Comma separated; the empty text has no item. */

static json_t *
ngx_smartstack_schema_read_list(ngx_smartstack_schema_t *schema, u_char *p,
    size_t len)
{
    u_char                   *comma, *end;
    json_t                   *list, *item;
    ngx_smartstack_schema_t   any;

    if (schema->items == NULL) {
        any.types = NGX_SMARTSTACK_TYPE_ANY;
    }

    list = json_array();
    end = p + len;

    while (list && len) {
        comma = ngx_strlchr(p, end, ',');
        len = (comma ? comma : end) - p;

        item = ngx_smartstack_schema_read(schema->items ? schema->items : &any,
                                          p, len);

        if (json_array_append_new(list, item) != 0) {
            json_decref(list);
            return NULL;
        }

        if (comma == NULL) {
            break;
        }

        p = comma + 1;
        len = end - p + 1;
    }

    return list;
}


/* NULL: no number as JSON writes it. */

static json_t *
ngx_smartstack_schema_read_number(u_char *p, size_t len)
{
    size_t                        pos;
    json_t                       *value;
    ngx_smartstack_json_status_e  status;

    if (len == 0 || (p[0] != '-' && (p[0] < '0' || p[0] > '9'))
        || p[len - 1] < '0' || p[len - 1] > '9')
    {
        return NULL;
    }

    value = ngx_smartstack_json_load(p, len, &status, &pos);

    return json_is_number(value) ? value : NULL;
}


ngx_uint_t
ngx_smartstack_schema_is_array(ngx_smartstack_schema_t *schema)
{
    return schema->types != NGX_SMARTSTACK_TYPE_ANY
           && (schema->types & NGX_SMARTSTACK_TYPE_ARRAY);
}


ngx_str_t *
ngx_smartstack_schema_default(ngx_smartstack_schema_t *schema)
{
    return schema->default_text;
}
