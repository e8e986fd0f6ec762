
/*
 * Any bytes as a body: what is read comes out of the writer as the same value,
 * and a check against a schema ends with OK or with faults, never both.  The
 * same bytes are then a parameter.
 */

#include "env.h"
#include <ngx_smartstack_json.h>
#include <ngx_smartstack_schema.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


static const char  document[] =
    "{\"body\": {\"oneOf\": [{\"$ref\": \"#/a\"}, {\"$ref\": \"#/b\"}],"
    " \"discriminator\": {\"propertyName\": \"k\","
    "  \"mapping\": {\"a\": \"#/a\", \"b\": \"#/b\"}}},"
    "\"a\": {\"type\": \"object\", \"additionalProperties\": false,"
    " \"required\": [\"k\", \"s\"], \"properties\": {"
    " \"k\": {\"type\": \"string\"},"
    " \"s\": {\"type\": \"string\", \"minLength\": 2, \"maxLength\": 5,"
    "  \"pattern\": \"^[a-z]+$\"},"
    " \"d\": {\"type\": [\"string\", \"null\"], \"format\": \"date\"},"
    " \"t\": {\"type\": \"string\", \"format\": \"date-time\"},"
    " \"u\": {\"type\": \"string\", \"format\": \"uuid\"},"
    " \"e\": {\"type\": \"string\", \"format\": \"email\"},"
    " \"l\": {\"type\": \"string\", \"format\": \"uri\"},"
    " \"n\": {\"type\": \"number\", \"minimum\": -1, \"maximum\": 2.5},"
    " \"c\": {\"const\": {\"x\": [1]}}, \"f\": {\"type\": \"object\"}}},"
    "\"b\": {\"type\": \"object\", \"additionalProperties\": false,"
    " \"properties\": {\"k\": {\"type\": \"string\"},"
    " \"i\": {\"$ref\": \"#/list\"},"
    " \"o\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/a\"}}}},"
    "\"list\": {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 4,"
    " \"uniqueItems\": true, \"items\": {\"type\": \"string\","
    "  \"enum\": [\"x\", \"y\", \"z\"]}},"
    "\"when\": {\"type\": \"string\", \"format\": \"date-time\"},"
    "\"mail\": {\"type\": \"string\", \"format\": \"email\"},"
    "\"link\": {\"type\": \"string\", \"format\": \"uri\"},"
    "\"count\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 100}}";


static const char  *names[] = {
    "body", "list", "when", "mail", "link", "count", NULL
};

static ngx_smartstack_schema_t  *schemas[8];


static void
fuzz_compile(ngx_log_t *log)
{
    json_t                    *root;
    ngx_str_t                  pointer;
    ngx_uint_t                 i;
    static ngx_pool_t         *pool;
    ngx_smartstack_compile_t   cc;

    pool = ngx_create_pool(4096, log);
    root = json_loads(document, 0, NULL);

    ngx_memzero(&cc, sizeof(ngx_smartstack_compile_t));
    cc.pool = pool;
    cc.root = root;
    ngx_str_set(&pointer, "");

    for (i = 0; names[i]; i++) {
        schemas[i] = ngx_smartstack_schema_compile(&cc,
                                                json_object_get(root, names[i]),
                                                &pointer);
        if (schemas[i] == NULL) {
            abort();
        }
    }

    json_decref(root);
}


static void
fuzz_write(ngx_pool_t *pool, json_t *value)
{
    off_t                          size;
    size_t                         pos, len;
    json_t                        *again;
    u_char                        *text;
    ngx_chain_t                   *cl;
    ngx_smartstack_json_t          w;
    ngx_smartstack_json_status_e   status;

    ngx_smartstack_json_init(&w, pool, 1);
    ngx_smartstack_json_value(&w, value);
    cl = ngx_smartstack_json_close(&w, &size);

    if (cl == NULL) {
        abort();
    }

    text = ngx_pnalloc(pool, size);
    len = 0;

    for ( /* void */ ; cl; cl = cl->next) {
        ngx_memcpy(text + len, cl->buf->pos, ngx_buf_size(cl->buf));
        len += ngx_buf_size(cl->buf);
    }

    again = ngx_smartstack_json_load(text, len, &status, &pos);

    if (len != (size_t) size || again == NULL || !json_equal(value, again)) {
        abort();
    }

    json_decref(again);
}


static void
fuzz_result(ngx_int_t rc, ngx_array_t *faults)
{
    if (rc != (faults->nelts ? NGX_DECLINED : NGX_OK)
        || faults->nelts > NGX_SMARTSTACK_MAX_FAULTS)
    {
        abort();
    }

    faults->nelts = 0;
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t                         pos;
    json_t                        *value;
    ngx_str_t                      name, text;
    ngx_uint_t                     i;
    ngx_pool_t                    *pool;
    ngx_array_t                   *faults;
    static ngx_log_t              *log;
    ngx_smartstack_json_status_e   status;

    if (log == NULL) {
        log = env_init(NULL);
        fuzz_compile(log);
    }

    pool = ngx_create_pool(4096, log);
    faults = ngx_array_create(pool, 4, sizeof(ngx_smartstack_fault_t));

    value = ngx_smartstack_json_load(data, size, &status, &pos);

    if ((value != NULL) != (status == NGX_SMARTSTACK_JSON_OK) || pos > size) {
        abort();
    }

    if (value) {
        if (ngx_smartstack_utf8_check(data, size) != NGX_OK) {
            abort();
        }

        fuzz_write(pool, value);
        fuzz_result(ngx_smartstack_schema_check(schemas[0], value, pool,
                                                faults), faults);
        json_decref(value);
    }

    ngx_str_set(&name, "p");
    text.data = (u_char *) data;
    text.len = size;

    for (i = 0; names[i]; i++) {
        fuzz_result(ngx_smartstack_schema_check_text(schemas[i], &name, &text,
                                                     pool, faults), faults);
    }

    ngx_destroy_pool(pool);

    return 0;
}
