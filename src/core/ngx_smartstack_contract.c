
/*
 * Compiles the bundled OpenAPI document and api/sql into operations, routes
 * and statements, or says where they disagree.
 */


#include <ngx_smartstack_contract_compile.h>
#include <ngx_smartstack_route.h>


#define NGX_SMARTSTACK_EXTENSION  "x-smartstack"
#define NGX_SMARTSTACK_JOBS       "jobs/"


static ngx_int_t ngx_smartstack_contract_document(
    ngx_smartstack_contract_compile_t *cs);
static ngx_int_t ngx_smartstack_contract_head(
    ngx_smartstack_contract_compile_t *cs);
static ngx_int_t ngx_smartstack_contract_handlers(
    ngx_smartstack_contract_compile_t *cs);
static ngx_int_t ngx_smartstack_contract_handler_file(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_handler_name_t *handler, ngx_str_t *name);
static ngx_smartstack_statement_t *ngx_smartstack_contract_own_statement(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_file_t *file);
static ngx_int_t ngx_smartstack_contract_jobs(
    ngx_smartstack_contract_compile_t *cs);
static ngx_int_t ngx_smartstack_contract_paths(
    ngx_smartstack_contract_compile_t *cs);
static ngx_int_t ngx_smartstack_contract_path(
    ngx_smartstack_contract_compile_t *cs, const char *path, json_t *item,
    ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_method(
    ngx_smartstack_contract_compile_t *cs, const char *path,
    ngx_uint_t method, json_t *item, json_t *shared, ngx_str_t *pointer,
    ngx_str_t *shared_pointer);
static ngx_int_t ngx_smartstack_contract_public(
    ngx_smartstack_contract_compile_t *cs);


static struct {
    const char  *name;
    ngx_uint_t   method;
} ngx_smartstack_contract_methods[] = {
    { "get", NGX_SMARTSTACK_GET },
    { "post", NGX_SMARTSTACK_POST },
    { "put", NGX_SMARTSTACK_PUT },
    { "patch", NGX_SMARTSTACK_PATCH },
    { "delete", NGX_SMARTSTACK_DELETE },
    { NULL, 0 }
};


ngx_smartstack_contract_t *
ngx_smartstack_contract_compile(ngx_pool_t *pool, ngx_str_t *json,
    ngx_str_t *sql_dir, ngx_str_t *base,
    ngx_smartstack_handler_name_t *handlers, ngx_str_t *error)
{
    u_char                             *p;
    ngx_int_t                           rc;
    json_error_t                        failure;
    ngx_smartstack_contract_t          *contract;
    ngx_smartstack_contract_compile_t   cs;

    ngx_memzero(&cs, sizeof(ngx_smartstack_contract_compile_t));

    contract = ngx_pcalloc(pool, sizeof(ngx_smartstack_contract_t));

    if (contract == NULL
        || ngx_array_init(&contract->operations, pool, 64, sizeof(void *))
           != NGX_OK
        || ngx_array_init(&contract->statements, pool, 16, sizeof(void *))
           != NGX_OK
        || ngx_array_init(&contract->jobs, pool, 8,
                          sizeof(ngx_smartstack_periodic_t))
           != NGX_OK)
    {
        ngx_str_set(error, "no memory");
        return NULL;
    }

    contract->pool = pool;

    cs.cc.pool = pool;
    cs.contract = contract;
    cs.base = base;
    cs.handlers = handlers;

    cs.cc.root = json_loadb((char *) json->data, json->len,
                            JSON_REJECT_DUPLICATES, &failure);

    if (cs.cc.root == NULL) {
        rc = ngx_smartstack_contract_error(&cs, &cs.cc.pointer,
                                           "line %d: %s", failure.line,
                                           failure.text);

    } else {
        rc = ngx_smartstack_contract_files(&cs, sql_dir);

        if (rc == NGX_OK) {
            rc = ngx_smartstack_contract_document(&cs);
        }
    }

    json_decref(cs.cc.root);

    if (rc == NGX_OK) {
        return contract;
    }

    ngx_str_set(error, "no memory");

    if (cs.cc.error.len == 0 || cs.cc.pointer.len == 0) {
        *error = cs.cc.error.len ? cs.cc.error : *error;
        return NULL;
    }

    p = ngx_pnalloc(pool, cs.cc.pointer.len + cs.cc.error.len + 3);
    if (p == NULL) {
        return NULL;
    }

    error->data = p;
    error->len = ngx_sprintf(p, "#%V: %V", &cs.cc.pointer, &cs.cc.error) - p;

    return NULL;
}


static ngx_int_t
ngx_smartstack_contract_document(ngx_smartstack_contract_compile_t *cs)
{
    if (ngx_smartstack_contract_head(cs) != NGX_OK
        || ngx_smartstack_contract_handlers(cs) != NGX_OK
        || ngx_smartstack_contract_jobs(cs) != NGX_OK
        || ngx_smartstack_contract_paths(cs) != NGX_OK
        || ngx_smartstack_contract_orphans(cs) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_smartstack_contract_public(cs);
}


/* The version, and the one server: its path is what all routes begin with. */

static ngx_int_t
ngx_smartstack_contract_head(ngx_smartstack_contract_compile_t *cs)
{
    size_t       i;
    json_t      *servers;
    ngx_str_t    pointer;
    const char  *version, *url, *path;

    version = json_string_value(json_object_get(cs->cc.root, "openapi"));

    if (version == NULL || ngx_strncmp(version, "3.1.", 4) != 0) {
        ngx_str_set(&pointer, "/openapi");
        return ngx_smartstack_contract_error(cs, &pointer, "must be 3.1");
    }

    ngx_str_set(&pointer, "/servers");
    servers = json_object_get(cs->cc.root, "servers");

    for (i = 0; i < json_array_size(servers); i++) {
        url = json_string_value(json_object_get(json_array_get(servers, i),
                                                "url"));
        path = url;

        if (url && strstr(url, "://")) {
            path = strchr(strstr(url, "://") + 3, '/');
        }

        if (path == NULL || !ngx_smartstack_contract_is(cs->base, path)) {
            return ngx_smartstack_contract_error(cs, &pointer,
                       "\"%s\" does not end with \"%V\"", url ? url : "",
                       cs->base);
        }
    }

    if (i == 0) {
        return ngx_smartstack_contract_error(cs, &pointer,
                   "a server with \"%V\" is missing", cs->base);
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_handlers(ngx_smartstack_contract_compile_t *cs)
{
    ngx_str_t                      *name;
    ngx_smartstack_handler_name_t  *handler;

    for (handler = cs->handlers; handler->name.len; handler++) {

        for (name = handler->sql; name && name->len; name++) {

            if (ngx_smartstack_contract_handler_file(cs, handler, name)
                != NGX_OK)
            {
                return NGX_ERROR;
            }
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_handler_file(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_handler_name_t *handler, ngx_str_t *name)
{
    ngx_str_t                         empty;
    ngx_smartstack_statement_t       *statement, **slot;
    ngx_smartstack_contract_file_t   *file;

    file = ngx_smartstack_contract_file(cs, name->data, name->len);

    if (file == NULL) {
        ngx_str_null(&empty);
        return ngx_smartstack_contract_error(cs, &empty,
                   "handler \"%V\": no such file \"api/sql/%V.sql\"",
                   &handler->name, name);
    }

    if (ngx_smartstack_contract_statement(cs->contract,
                                          (char *) file->name.data))
    {
        return NGX_OK;
    }

    statement = ngx_smartstack_contract_own_statement(cs, file);
    if (statement == NULL) {
        return NGX_ERROR;
    }

    slot = ngx_array_push(&cs->contract->statements);
    if (slot == NULL) {
        return NGX_ERROR;
    }

    *slot = statement;

    return NGX_OK;
}


/* The statement of a file that belongs to no operation. */

static ngx_smartstack_statement_t *
ngx_smartstack_contract_own_statement(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_file_t *file)
{
    ngx_str_t                    error;
    ngx_uint_t                   line;
    ngx_smartstack_sql_text_t    text;
    ngx_smartstack_statement_t  *statement;

    if (file->sql.sorts.nelts || file->sql.current.len) {
        (void) ngx_smartstack_contract_sql_error(cs, file,
                   file->sql.main_line,
                   "the file of a handler is one statement, no fragments");
        return NULL;
    }

    line = file->sql.main_line;
    ngx_str_null(&error);

    statement = ngx_smartstack_contract_new_statement(cs, file);
    if (statement == NULL) {
        return NULL;
    }

    if (ngx_smartstack_sql_number(cs->cc.pool, &file->sql.main,
                                  file->sql.main_line, &text, &line, &error)
        != NGX_OK
        || ngx_smartstack_contract_bind(cs->cc.pool, NULL, 0, &text,
                                        statement, &line, &error)
           != NGX_OK)
    {
        (void) ngx_smartstack_contract_sql_error(cs, file, line, "%V",
                                                 &error);
        return NULL;
    }

    return statement;
}


/* All of api/sql/jobs is jobs, and only they say how often. */

static ngx_int_t
ngx_smartstack_contract_jobs(ngx_smartstack_contract_compile_t *cs)
{
    size_t                           prefix;
    ngx_uint_t                       i, job;
    ngx_smartstack_periodic_t       *periodic;
    ngx_smartstack_contract_file_t  *file;

    file = cs->files.elts;
    prefix = sizeof(NGX_SMARTSTACK_JOBS) - 1;

    for (i = 0; i < cs->files.nelts; i++) {

        job = file[i].name.len > prefix
              && ngx_strncmp(file[i].name.data, NGX_SMARTSTACK_JOBS, prefix)
                 == 0;

        if (job != (file[i].sql.every != 0)) {
            return ngx_smartstack_contract_sql_error(cs, &file[i], 1,
                      job ? "a job needs a line \"--: every TIME\""
                          : "\"--: every\" is for files of "
                            NGX_SMARTSTACK_JOBS);
        }

        if (!job) {
            continue;
        }

        periodic = ngx_array_push(&cs->contract->jobs);
        if (periodic == NULL) {
            return NGX_ERROR;
        }

        file[i].used = 1;

        periodic->every = file[i].sql.every;
        periodic->statement = ngx_smartstack_contract_own_statement(cs,
                                                                 &file[i]);
        if (periodic->statement == NULL) {
            return NGX_ERROR;
        }

        if (periodic->statement->nbinds) {
            return ngx_smartstack_contract_sql_error(cs, &file[i],
                       file[i].sql.main_line, "a job has no parameters");
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_paths(ngx_smartstack_contract_compile_t *cs)
{
    void        *iter;
    json_t      *paths;
    ngx_str_t    pointer, place;
    const char  *path;

    ngx_str_set(&pointer, "/paths");
    paths = json_object_get(cs->cc.root, "paths");

    if (json_object_size(paths) == 0) {
        return ngx_smartstack_contract_error(cs, &pointer,
                                             "there are no paths");
    }

    for (iter = json_object_iter(paths);
         iter;
         iter = json_object_iter_next(paths, iter))
    {
        path = json_object_iter_key(iter);
        place = ngx_smartstack_contract_pointer(cs, &pointer, path);

        if (path[0] != '/') {
            return ngx_smartstack_contract_error(cs, &place,
                                         "a path begins with a slash");
        }

        if (ngx_smartstack_contract_path(cs, path,
                                         json_object_iter_value(iter), &place)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_path(ngx_smartstack_contract_compile_t *cs,
    const char *path, json_t *item, ngx_str_t *pointer)
{
    void        *iter;
    ngx_str_t    shared, place;
    ngx_uint_t   i;
    const char  *key;

    shared = ngx_smartstack_contract_pointer(cs, pointer, "parameters");

    for (iter = json_object_iter(item);
         iter;
         iter = json_object_iter_next(item, iter))
    {
        key = json_object_iter_key(iter);
        place = ngx_smartstack_contract_pointer(cs, pointer, key);

        if (ngx_strcmp(key, "parameters") == 0
            || ngx_strcmp(key, "summary") == 0
            || ngx_strcmp(key, "description") == 0)
        {
            continue;
        }

        i = 0;

        while (ngx_smartstack_contract_methods[i].name
               && ngx_strcmp(ngx_smartstack_contract_methods[i].name, key)
                  != 0)
        {
            i++;
        }

        if (ngx_smartstack_contract_methods[i].name == NULL) {
            return ngx_smartstack_contract_error(cs, &place,
                                         "\"%s\" is not supported", key);
        }

        if (ngx_smartstack_contract_method(cs, path,
                                   ngx_smartstack_contract_methods[i].method,
                                   json_object_iter_value(iter),
                                   json_object_get(item, "parameters"),
                                   &place, &shared)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_method(ngx_smartstack_contract_compile_t *cs,
    const char *path, ngx_uint_t method, json_t *item, json_t *shared,
    ngx_str_t *pointer, ngx_str_t *shared_pointer)
{
    u_char                            *p;
    ngx_int_t                          rc;
    ngx_smartstack_operation_t        *op, **slot;
    ngx_smartstack_contract_build_t    b;

    op = ngx_pcalloc(cs->cc.pool, sizeof(ngx_smartstack_operation_t));
    p = ngx_pnalloc(cs->cc.pool, cs->base->len + ngx_strlen(path) + 1);

    if (op == NULL || p == NULL) {
        return NGX_ERROR;
    }

    op->method = method;
    op->write = (method != NGX_SMARTSTACK_GET);
    op->index = cs->contract->operations.nelts;
    op->limit_param = -1;
    op->sort_param = -1;
    op->cursor_param = -1;
    op->count_param = -1;
    op->path.data = p;
    op->path.len = ngx_sprintf(p, "%V%s", cs->base, path) - p;

    ngx_memzero(&b, sizeof(ngx_smartstack_contract_build_t));

    b.op = op;
    b.pointer = *pointer;
    b.schemas = json_object();

    rc = ngx_smartstack_contract_operation(cs, &b, item, shared,
                                           shared_pointer);

    if (rc == NGX_OK && op->sql) {
        rc = ngx_smartstack_contract_query(cs, &b);
    }

    json_decref(b.schemas);

    if (rc != NGX_OK) {
        return NGX_ERROR;
    }

    rc = ngx_smartstack_route_add(cs->cc.pool, &cs->contract->routes, op);

    if (rc == NGX_DECLINED) {
        return ngx_smartstack_contract_error(cs, pointer,
                   "another path answers this route already");
    }

    slot = ngx_array_push(&cs->contract->operations);

    if (rc != NGX_OK || slot == NULL) {
        return NGX_ERROR;
    }

    *slot = op;

    return NGX_OK;
}


/* The document as everybody may read it: how it is done stays here. */

static ngx_int_t
ngx_smartstack_contract_public(ngx_smartstack_contract_compile_t *cs)
{
    char    *text;
    void    *iter, *inner;
    size_t   len;
    json_t  *paths, *item;

    paths = json_object_get(cs->cc.root, "paths");

    for (iter = json_object_iter(paths);
         iter;
         iter = json_object_iter_next(paths, iter))
    {
        item = json_object_iter_value(iter);

        for (inner = json_object_iter(item);
             inner;
             inner = json_object_iter_next(item, inner))
        {
            (void) json_object_del(json_object_iter_value(inner),
                                   NGX_SMARTSTACK_EXTENSION);
        }
    }

    text = json_dumps(cs->cc.root, JSON_COMPACT);
    if (text == NULL) {
        return NGX_ERROR;
    }

    len = ngx_strlen(text);

    cs->contract->document.len = len;
    cs->contract->document.data = ngx_pnalloc(cs->cc.pool, len);

    if (cs->contract->document.data) {
        ngx_memcpy(cs->contract->document.data, text, len);
    }

    free(text);

    return cs->contract->document.data ? NGX_OK : NGX_ERROR;
}


ngx_smartstack_statement_t *
ngx_smartstack_contract_statement(ngx_smartstack_contract_t *contract,
    const char *name)
{
    ngx_uint_t                    i;
    ngx_smartstack_statement_t  **statement;

    statement = contract->statements.elts;

    for (i = 0; i < contract->statements.nelts; i++) {
        if (ngx_smartstack_contract_is(&statement[i]->name, name)) {
            return statement[i];
        }
    }

    return NULL;
}
