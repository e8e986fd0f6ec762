
/* One value against its schema, and all that it holds. */


#include <ngx_smartstack_schema_node.h>


static ngx_uint_t ngx_smartstack_check_type(json_t *value);
static ngx_uint_t ngx_smartstack_check_enum(json_t *values, json_t *value);
static void ngx_smartstack_check_string(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, const u_char *p, size_t len,
    ngx_smartstack_step_t *at);
static size_t ngx_smartstack_check_length(const u_char *p, size_t len);
static void ngx_smartstack_check_number(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at);
static void ngx_smartstack_check_array(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at);
static void ngx_smartstack_check_unique(ngx_smartstack_check_t *c,
    json_t *value, ngx_smartstack_step_t *at);
static int ngx_libc_cdecl ngx_smartstack_check_compare(const void *one,
    const void *two);
static void ngx_smartstack_check_object(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at);
static void ngx_smartstack_check_unknown(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at);
static void ngx_smartstack_check_variant(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at);


void
ngx_smartstack_check_value(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at)
{
    if ((schema->types & ngx_smartstack_check_type(value)) == 0) {
        ngx_smartstack_check_fault(c, at, "type", "Must be of type %V.",
                                   &schema->types_text);
        return;
    }

    if (schema->values
        && !ngx_smartstack_check_enum(schema->values, value))
    {
        ngx_smartstack_check_fault(c, at, "not_in_enum", "Must be one of: %V.",
                                   &schema->values_text);
        return;
    }

    if (schema->constant && !json_equal(schema->constant, value)) {
        ngx_smartstack_check_fault(c, at, "const",
                                   "Must be the one value that is allowed.");
        return;
    }

    switch (json_typeof(value)) {

    case JSON_STRING:
        ngx_smartstack_check_string(c, schema,
                                    (const u_char *) json_string_value(value),
                                    json_string_length(value), at);
        break;

    case JSON_INTEGER:
    case JSON_REAL:
        ngx_smartstack_check_number(c, schema, value, at);
        break;

    case JSON_ARRAY:
        ngx_smartstack_check_array(c, schema, value, at);
        break;

    case JSON_OBJECT:
        if (schema->nvariants) {
            ngx_smartstack_check_variant(c, schema, value, at);

        } else {
            ngx_smartstack_check_object(c, schema, value, at);
        }
        break;

    default: /* true, false, null */
        break;
    }
}


/* 1.0 is no integer here: it would reach PostgreSQL as "1.0". */

static ngx_uint_t
ngx_smartstack_check_type(json_t *value)
{
    switch (json_typeof(value)) {

    case JSON_OBJECT:
        return NGX_SMARTSTACK_TYPE_OBJECT;

    case JSON_ARRAY:
        return NGX_SMARTSTACK_TYPE_ARRAY;

    case JSON_STRING:
        return NGX_SMARTSTACK_TYPE_STRING;

    case JSON_INTEGER:
        return NGX_SMARTSTACK_TYPE_INTEGER|NGX_SMARTSTACK_TYPE_NUMBER;

    case JSON_REAL:
        return NGX_SMARTSTACK_TYPE_NUMBER;

    case JSON_TRUE:
    case JSON_FALSE:
        return NGX_SMARTSTACK_TYPE_BOOLEAN;

    default: /* JSON_NULL */
        return NGX_SMARTSTACK_TYPE_NULL;
    }
}


static ngx_uint_t
ngx_smartstack_check_enum(json_t *values, json_t *value)
{
    size_t  i;

    for (i = 0; i < json_array_size(values); i++) {
        if (json_equal(json_array_get(values, i), value)) {
            return 1;
        }
    }

    return 0;
}


static void
ngx_smartstack_check_string(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, const u_char *p, size_t len,
    ngx_smartstack_step_t *at)
{
    ngx_int_t  rc;

    if (memchr(p, '\0', len)) {
        ngx_smartstack_check_fault(c, at, "format",
                                   "Must not contain U+0000.");
        return;
    }

    if (schema->min_length
        && ngx_smartstack_check_length(p, len) < schema->min_length)
    {
        ngx_smartstack_check_fault(c, at, "too_short",
                                   "Length must be at least %uz.",
                                   schema->min_length);
        return;
    }

    if (len > schema->max_length
        && ngx_smartstack_check_length(p, len) > schema->max_length)
    {
        ngx_smartstack_check_fault(c, at, "too_long",
                                   "Length must be at most %uz.",
                                   schema->max_length);
        return;
    }

    if (schema->format && schema->format->check(p, len) != NGX_OK) {
        ngx_smartstack_check_fault(c, at, "format", "Must be %s.",
                                   schema->format->detail);
        return;
    }

    if (schema->pattern) {
        rc = ngx_smartstack_pattern_match(schema->pattern, p, len);

        if (rc == NGX_ERROR) {
            c->failed = 1;

        } else if (rc == NGX_DECLINED) {
            ngx_smartstack_check_fault(c, at, "pattern",
                                       "Has not the form that is asked for.");
        }
    }
}


/* Code points of valid UTF-8. */

static size_t
ngx_smartstack_check_length(const u_char *p, size_t len)
{
    size_t  n;

    for (n = 0; len; p++, len--) {
        n += (*p & 0xc0) != 0x80;
    }

    return n;
}


static void
ngx_smartstack_check_number(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at)
{
    double  n;

    n = json_number_value(value);

    if (schema->minimum.value
        && n < json_number_value(schema->minimum.value))
    {
        ngx_smartstack_check_fault(c, at, "too_small", "Must be at least %V.",
                                   &schema->minimum.text);
    }

    if (schema->maximum.value
        && n > json_number_value(schema->maximum.value))
    {
        ngx_smartstack_check_fault(c, at, "too_big", "Must be at most %V.",
                                   &schema->maximum.text);
    }
}


static void
ngx_smartstack_check_array(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at)
{
    size_t                 n;
    ngx_smartstack_step_t  step;

    n = json_array_size(value);

    if (n < schema->min_items) {
        ngx_smartstack_check_fault(c, at, "too_few_items",
                                   "Number of items must be at least %uz.",
                                   schema->min_items);
    }

    if (n > schema->max_items) {
        ngx_smartstack_check_fault(c, at, "too_many_items",
                                   "Number of items must be at most %uz.",
                                   schema->max_items);
        return;
    }

    if (schema->unique) {
        ngx_smartstack_check_unique(c, value, at);
    }

    if (schema->items == NULL) {
        return;
    }

    step.up = at;
    step.name = NULL;

    for (step.index = 0; step.index < n; step.index++) {
        if (ngx_smartstack_check_full(c)) {
            return;
        }

        ngx_smartstack_check_value(c, schema->items,
                                   json_array_get(value, step.index), &step);
    }
}


/* Items are strings or integers; others are faults of type anyway. */

static void
ngx_smartstack_check_unique(ngx_smartstack_check_t *c, json_t *value,
    ngx_smartstack_step_t *at)
{
    size_t    i, n;
    json_t   *item, **sorted;

    sorted = ngx_palloc(c->pool, json_array_size(value) * sizeof(json_t *));
    if (sorted == NULL) {
        c->failed = 1;
        return;
    }

    n = 0;

    for (i = 0; i < json_array_size(value); i++) {
        item = json_array_get(value, i);

        if (json_is_string(item) || json_is_integer(item)) {
            sorted[n++] = item;
        }
    }

    ngx_qsort(sorted, n, sizeof(json_t *), ngx_smartstack_check_compare);

    for (i = 1; i < n; i++) {
        if (ngx_smartstack_check_compare(&sorted[i - 1], &sorted[i]) == 0) {
            ngx_smartstack_check_fault(c, at, "not_unique",
                                       "No item may come twice.");
            return;
        }
    }
}


static int ngx_libc_cdecl
ngx_smartstack_check_compare(const void *one, const void *two)
{
    size_t        len1, len2;
    json_t       *first, *second;
    json_int_t    n, m;

    first = *(json_t **) one;
    second = *(json_t **) two;

    if (json_typeof(first) != json_typeof(second)) {
        return json_is_string(first) ? -1 : 1;
    }

    if (json_is_integer(first)) {
        n = json_integer_value(first);
        m = json_integer_value(second);
        return (n > m) - (n < m);
    }

    len1 = json_string_length(first);
    len2 = json_string_length(second);

    if (len1 != len2) {
        return len1 < len2 ? -1 : 1;
    }

    return ngx_memcmp(json_string_value(first), json_string_value(second),
                      len1);
}


static void
ngx_smartstack_check_object(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at)
{
    json_t                   *item;
    size_t                    known;
    ngx_uint_t                i;
    ngx_smartstack_step_t     step;
    ngx_smartstack_member_t  *member;

    step.up = at;
    known = 0;

    for (i = 0; i < schema->nmembers; i++) {
        if (ngx_smartstack_check_full(c)) {
            return;
        }

        member = &schema->members[i];
        step.name = (const char *) member->name.data;
        item = json_object_getn(value, step.name, member->name.len);

        if (item) {
            known++;
            ngx_smartstack_check_value(c, member->schema, item, &step);

        } else if (member->required) {
            ngx_smartstack_check_fault(c, &step, "required",
                                       "This member is required.");
        }
    }

    if (schema->closed && known < json_object_size(value)) {
        ngx_smartstack_check_unknown(c, schema, value, at);
    }
}


static void
ngx_smartstack_check_unknown(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at)
{
    void                   *iter;
    ngx_smartstack_step_t   step;

    step.up = at;

    for (iter = json_object_iter(value);
         iter;
         iter = json_object_iter_next(value, iter))
    {
        if (ngx_smartstack_check_full(c)) {
            return;
        }

        step.name = json_object_iter_key(iter);

        if (ngx_smartstack_schema_member(schema, (const u_char *) step.name,
                                         ngx_strlen(step.name))
            == NULL)
        {
            ngx_smartstack_check_fault(c, &step, "unknown_member",
                                       "There is no such member.");
        }
    }
}


static void
ngx_smartstack_check_variant(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at)
{
    json_t                    *kind;
    ngx_uint_t                 i;
    ngx_smartstack_step_t      step;
    ngx_smartstack_variant_t  *variant;

    step.up = at;
    step.name = (const char *) schema->discriminator.data;

    kind = json_object_get(value, step.name);

    if (kind == NULL) {
        ngx_smartstack_check_fault(c, &step, "required",
                                   "This member is required.");
        return;
    }

    if (!json_is_string(kind)) {
        ngx_smartstack_check_fault(c, &step, "type",
                                   "Must be of type string.");
        return;
    }

    for (i = 0; i < schema->nvariants; i++) {
        variant = &schema->variants[i];

        if (variant->value.len == json_string_length(kind)
            && ngx_memcmp(variant->value.data, json_string_value(kind),
                          variant->value.len) == 0)
        {
            ngx_smartstack_check_value(c, variant->schema, value, at);
            return;
        }
    }

    ngx_smartstack_check_fault(c, &step, "no_such_variant",
                               "There is no such kind of object.");
}
