
/*
 * The statements of an operation.  Contract and SQL have to say the same:
 * what one asks for the other has, and nothing is there for nobody.
 */


#include <ngx_smartstack_contract_compile.h>


#define NGX_SMARTSTACK_SCHEMAS_MAX  16


static ngx_int_t ngx_smartstack_contract_members(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *schema, ngx_uint_t depth);
static ngx_int_t ngx_smartstack_contract_main(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);
static ngx_int_t ngx_smartstack_contract_current(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);
static ngx_int_t ngx_smartstack_contract_wrapped(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);
static ngx_int_t ngx_smartstack_contract_use(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_smartstack_statement_t *statement,
    ngx_smartstack_sql_text_t *text);
static ngx_int_t ngx_smartstack_contract_use_member(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_smartstack_bind_t *bind,
    ngx_uint_t line);
static ngx_int_t ngx_smartstack_contract_array(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_smartstack_param_t *param,
    ngx_smartstack_bind_t *bind, ngx_uint_t line);
static ngx_uint_t ngx_smartstack_contract_has_type(json_t *schema,
    const char *type);
static ngx_int_t ngx_smartstack_contract_unused(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);


ngx_int_t
ngx_smartstack_contract_query(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    ngx_int_t                    rc;
    ngx_smartstack_operation_t  *op;

    op = b->op;

    /* a key belongs to somebody */

    op->idempotent = (op->method == NGX_SMARTSTACK_POST
                      && op->caller != NGX_SMARTSTACK_CALLER_PUBLIC);

    b->used = ngx_pcalloc(cs->cc.pool,
                          (op->query.nelts + 1) * sizeof(unsigned));
    b->members = json_object();

    if (b->used == NULL || b->members == NULL) {
        return NGX_ERROR;
    }

    rc = ngx_smartstack_contract_members(cs, b, b->body, 0);

    b->unused = json_copy(b->members);

    if (rc == NGX_OK) {
        rc = ngx_smartstack_contract_list_params(cs, b);
    }

    if (rc == NGX_OK) {
        rc = op->sorted ? ngx_smartstack_contract_sorted(cs, b)
                        : ngx_smartstack_contract_main(cs, b);
    }

    if (rc == NGX_OK) {
        rc = ngx_smartstack_contract_current(cs, b);
    }

    if (rc == NGX_OK) {
        rc = ngx_smartstack_contract_wrapped(cs, b);
    }

    if (rc == NGX_OK) {
        rc = ngx_smartstack_contract_unused(cs, b);
    }

    json_decref(b->members);
    json_decref(b->unused);

    return rc;
}


/* Collects the members of the body; those of all kinds, if it has kinds. */

static ngx_int_t
ngx_smartstack_contract_members(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *schema, ngx_uint_t depth)
{
    size_t       i;
    void        *iter;
    json_t      *properties, *kinds, *value;
    ngx_str_t    pointer;

    if (schema == NULL || depth == NGX_SMARTSTACK_SCHEMAS_MAX) {
        return NGX_OK;
    }

    pointer = b->body_pointer;

    schema = ngx_smartstack_contract_resolve(cs, schema, &pointer);
    if (schema == NULL) {
        return NGX_ERROR;
    }

    kinds = json_object_get(schema, "oneOf");

    for (i = 0; i < json_array_size(kinds); i++) {
        if (ngx_smartstack_contract_members(cs, b, json_array_get(kinds, i),
                                            depth + 1)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    if (kinds) {
        return NGX_OK;
    }

    if (!ngx_smartstack_contract_has_type(schema, "object")
        || !json_is_false(json_object_get(schema, "additionalProperties")))
    {
        return ngx_smartstack_contract_error(cs, &pointer,
               "a body is an object with additionalProperties: false");
    }

    properties = json_object_get(schema, "properties");

    for (iter = json_object_iter(properties);
         iter;
         iter = json_object_iter_next(properties, iter))
    {
        pointer = b->body_pointer;
        value = ngx_smartstack_contract_resolve(cs,
                                                json_object_iter_value(iter),
                                                &pointer);
        if (value == NULL
            || json_object_set(b->members, json_object_iter_key(iter), value)
               != 0)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_main(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    ngx_smartstack_operation_t   *op;
    ngx_smartstack_sql_filter_t  *filter;

    op = b->op;

    if (op->sql->sorts.nelts) {
        filter = op->sql->filters.elts;
        return ngx_smartstack_contract_sql_error(cs, b->file,
                   op->sql->filters.nelts ? filter->line : op->sql->main_line,
                   "filters and sorts are for result: list");
    }

    op->main = ngx_smartstack_contract_new_statement(cs, b->file);
    if (op->main == NULL) {
        return NGX_ERROR;
    }

    return ngx_smartstack_contract_source(cs, b, &op->sql->main,
                                          op->sql->main_line, -1, op->main);
}


static ngx_int_t
ngx_smartstack_contract_current(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    ngx_smartstack_operation_t  *op;

    op = b->op;
    op->if_match = b->if_rev;

    if (op->etag.len && op->write && op->method != NGX_SMARTSTACK_POST
        && !op->if_match)
    {
        return ngx_smartstack_contract_sql_error(cs, b->file,
                   op->sql->main_line,
                   "a write with an etag must compare :if_rev::int");
    }

    if (op->if_match && op->sql->current.len == 0) {
        return ngx_smartstack_contract_sql_error(cs, b->file,
                   op->sql->main_line,
                   "a write with :if_rev needs \"--: current\", which tells "
                   "404 from 412");
    }

    if (op->sql->current.len == 0) {
        return NGX_OK;
    }

    if (!op->if_match) {
        return ngx_smartstack_contract_sql_error(cs, b->file,
                   op->sql->current_line,
                   "\"--: current\" is for writes with :if_rev");
    }

    op->current = ngx_smartstack_contract_new_statement(cs, b->file);
    if (op->current == NULL) {
        return NGX_ERROR;
    }

    return ngx_smartstack_contract_source(cs, b, &op->sql->current,
                                          op->sql->current_line, -1,
                                          op->current);
}


static ngx_int_t
ngx_smartstack_contract_wrapped(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    ngx_str_t                    error;
    ngx_uint_t                   line;
    ngx_smartstack_sql_text_t    text;
    ngx_smartstack_operation_t  *op;

    op = b->op;

    if (!op->idempotent) {
        return NGX_OK;
    }

    line = op->sql->main_line;
    ngx_str_null(&error);

    op->wrapped = ngx_smartstack_contract_new_statement(cs, b->file);

    if (op->wrapped == NULL) {
        return NGX_ERROR;
    }

    if (ngx_smartstack_sql_wrap_idempotent(cs->cc.pool, op->sql, &op->etag,
                                  op->result == NGX_SMARTSTACK_RESULT_LIST,
                                  &op->secrets, &text, &line, &error)
        != NGX_OK
        || ngx_smartstack_contract_bind(cs->cc.pool, op, 1, &text,
                                        op->wrapped, &line, &error)
           != NGX_OK)
    {
        return ngx_smartstack_contract_sql_error(cs, b->file, line, "%V",
                                                 &error);
    }

    return NGX_OK;
}


ngx_smartstack_statement_t *
ngx_smartstack_contract_new_statement(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_file_t *file)
{
    ngx_smartstack_statement_t  *statement;

    statement = ngx_pcalloc(cs->cc.pool, sizeof(ngx_smartstack_statement_t));
    if (statement == NULL) {
        return NULL;
    }

    statement->name = file->name;
    statement->id = ++cs->contract->nstatements;

    return statement;
}


ngx_int_t
ngx_smartstack_contract_source(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_str_t *source, ngx_uint_t line,
    ngx_int_t filter, ngx_smartstack_statement_t *statement)
{
    u_char                      *p;
    ngx_str_t                    error, value;
    ngx_uint_t                   i;
    ngx_smartstack_sql_text_t    text;
    ngx_smartstack_sql_param_t  *param;

    ngx_str_null(&error);

    if (ngx_smartstack_sql_number(cs->cc.pool, source, line, &text, &line,
                                  &error)
        != NGX_OK)
    {
        return ngx_smartstack_contract_sql_error(cs, b->file, line, "%V",
                                                 &error);
    }

    param = text.params.elts;

    for (i = 0; filter >= 0 && i < text.params.nelts; i++) {

        if (!ngx_smartstack_contract_is(&param[i].name, "value")) {
            continue;
        }

        p = ngx_pnalloc(cs->cc.pool, sizeof("value_") + NGX_INT_T_LEN);
        if (p == NULL) {
            return NGX_ERROR;
        }

        value.data = p;
        value.len = ngx_sprintf(p, "value_%i", filter) - p;
        param[i].name = value;
    }

    if (ngx_smartstack_contract_bind(cs->cc.pool, b->op, 0, &text, statement,
                                     &line, &error)
        != NGX_OK)
    {
        return ngx_smartstack_contract_sql_error(cs, b->file, line, "%V",
                                                 &error);
    }

    return ngx_smartstack_contract_use(cs, b, statement, &text);
}


static ngx_int_t
ngx_smartstack_contract_use(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_smartstack_statement_t *statement,
    ngx_smartstack_sql_text_t *text)
{
    ngx_int_t                    rc;
    ngx_uint_t                   i, n;
    ngx_smartstack_bind_t       *bind;
    ngx_smartstack_param_t      *query;
    ngx_smartstack_sql_param_t  *param;

    bind = statement->binds;
    param = text->params.elts;
    query = b->op->query.elts;

    for (i = 0; i < statement->nbinds; i++) {

        rc = NGX_OK;

        switch (bind[i].kind) {

        case NGX_SMARTSTACK_BIND_PATH:
            b->path_used[bind[i].index] = 1;
            break;

        case NGX_SMARTSTACK_BIND_QUERY:
            n = bind[i].index;
            b->used[n] = 1;
            rc = ngx_smartstack_contract_array(cs, b, &query[n], &bind[i],
                                               param[i].line);
            break;

        case NGX_SMARTSTACK_BIND_FILTER:
            for (n = 0; n < b->op->query.nelts; n++) {
                if (query[n].filter == (ngx_int_t) bind[i].index) {
                    rc = ngx_smartstack_contract_array(cs, b, &query[n],
                                                       &bind[i],
                                                       param[i].line);
                }
            }
            break;

        case NGX_SMARTSTACK_BIND_LIMIT:
            b->used[b->op->limit_param] = 1;
            break;

        case NGX_SMARTSTACK_BIND_IF_REV:
            b->if_rev = 1;
            break;

        case NGX_SMARTSTACK_BIND_BODY:
            b->body_used = 1;
            break;

        case NGX_SMARTSTACK_BIND_MEMBER:
        case NGX_SMARTSTACK_BIND_HAS:
            rc = ngx_smartstack_contract_use_member(cs, b, &bind[i],
                                                    param[i].line);
            break;

        default:
            break;
        }

        if (rc != NGX_OK) {
            return rc;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_use_member(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_smartstack_bind_t *bind,
    ngx_uint_t line)
{
    json_t      *schema;
    ngx_uint_t   json;

    schema = json_object_getn(b->members, (char *) bind->name.data,
                              bind->name.len);

    (void) json_object_deln(b->unused, (char *) bind->name.data,
                            bind->name.len);

    json = ngx_smartstack_contract_is(&bind->type, "jsonb")
           || ngx_smartstack_contract_is(&bind->type, "json");

    if (schema == NULL || json || bind->kind == NGX_SMARTSTACK_BIND_HAS) {
        return NGX_OK;
    }

    if (ngx_smartstack_contract_has_type(schema, "object")
        || json_object_get(schema, "oneOf"))
    {
        return ngx_smartstack_contract_sql_error(cs, b->file, line,
                   "member \"%V\" may be an object: its type is jsonb, not %V",
                   &bind->name, &bind->type);
    }

    if (ngx_smartstack_contract_has_type(schema, "array") != bind->array
        && json_object_get(schema, "type"))
    {
        return ngx_smartstack_contract_sql_error(cs, b->file, line,
                   bind->array ? "member \"%V\" is no array, but %V is"
                               : "member \"%V\" is an array, but %V is none",
                   &bind->name, &bind->type);
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_array(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_smartstack_param_t *param,
    ngx_smartstack_bind_t *bind, ngx_uint_t line)
{
    if (ngx_smartstack_schema_is_array(param->schema)
        == (ngx_uint_t) bind->array)
    {
        return NGX_OK;
    }

    return ngx_smartstack_contract_sql_error(cs, b->file, line,
               bind->array ? "parameter \"%V\" is no array, but %V is"
                           : "parameter \"%V\" is an array, but %V is none",
               &param->name, &bind->type);
}


/* Whether "type" is this or has it: ["string", "null"] */

static ngx_uint_t
ngx_smartstack_contract_has_type(json_t *schema, const char *type)
{
    size_t       i;
    json_t      *types;
    const char  *text;

    types = json_object_get(schema, "type");

    if (json_is_string(types)) {
        return ngx_strcmp(json_string_value(types), type) == 0;
    }

    for (i = 0; i < json_array_size(types); i++) {
        text = json_string_value(json_array_get(types, i));

        if (text && ngx_strcmp(text, type) == 0) {
            return 1;
        }
    }

    return 0;
}


static ngx_int_t
ngx_smartstack_contract_unused(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    void                        *iter;
    ngx_uint_t                   i;
    ngx_smartstack_param_t      *param;
    ngx_smartstack_operation_t  *op;

    op = b->op;
    param = op->path_params.elts;

    for (i = 0; i < op->path_params.nelts; i++) {
        if (!b->path_used[i] && (ngx_int_t) i != op->workspace) {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                       "path parameter \"%V\" is not used by %V",
                       &param[i].name, &b->file->path);
        }
    }

    param = op->query.elts;

    for (i = 0; i < op->query.nelts; i++) {
        if (!b->used[i]) {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                       "query parameter \"%V\" is not used by %V",
                       &param[i].name, &b->file->path);
        }
    }

    iter = json_object_iter(b->unused);

    if (iter && !b->body_used) {
        return ngx_smartstack_contract_error(cs, &b->body_pointer,
                   "body member \"%s\" is not used by %V",
                   json_object_iter_key(iter), &b->file->path);
    }

    return NGX_OK;
}
