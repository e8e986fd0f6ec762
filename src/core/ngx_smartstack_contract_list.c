
/*
 * Lists: limit, sort, cursor and filters are the engine's; contract and file
 * name the same ones.  Each combination becomes a statement on first use.
 */


#include <ngx_smartstack_contract_compile.h>


#define NGX_SMARTSTACK_LIST_LIMIT  100


static ngx_int_t ngx_smartstack_contract_limit(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);
static ngx_int_t ngx_smartstack_contract_count(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);
static ngx_int_t ngx_smartstack_contract_filters(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);
static ngx_int_t ngx_smartstack_contract_sorts(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);
static json_t *ngx_smartstack_contract_query_schema(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_int_t index);
static ngx_smartstack_statement_t *ngx_smartstack_contract_make(
    ngx_smartstack_operation_t *op, ngx_smartstack_sql_list_t *list,
    ngx_pool_t *pool);
static ngx_smartstack_statement_t *ngx_smartstack_contract_keep(
    ngx_pool_t *pool, ngx_smartstack_statement_t *made);


ngx_int_t
ngx_smartstack_contract_list_params(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    ngx_int_t                    i;
    ngx_smartstack_param_t      *param;
    ngx_smartstack_operation_t  *op;

    op = b->op;

    op->limit_param = -1;
    op->sort_param = -1;
    op->cursor_param = -1;
    op->count_param = -1;

    if (op->result != NGX_SMARTSTACK_RESULT_LIST) {
        return NGX_OK;
    }

    param = op->query.elts;

    for (i = 0; i < (ngx_int_t) op->query.nelts; i++) {

        if (ngx_smartstack_contract_is(&param[i].name, "limit")) {
            op->limit_param = i;
        }

        if (op->sql->sorts.nelts == 0) {
            continue;
        }

        if (ngx_smartstack_contract_is(&param[i].name, "sort")) {
            op->sort_param = i;
        }

        if (ngx_smartstack_contract_is(&param[i].name, "cursor")) {
            op->cursor_param = i;
        }

        if (ngx_smartstack_contract_is(&param[i].name, "count")) {
            op->count_param = i;
        }
    }

    op->sorted = (op->sql->sorts.nelts != 0);

    return NGX_OK;
}


/* Checks a list with sorts, and binds every piece on its own line. */

ngx_int_t
ngx_smartstack_contract_sorted(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    ngx_smartstack_sql_t        *sql;
    ngx_smartstack_operation_t  *op;
    ngx_smartstack_statement_t   statement;
    ngx_smartstack_sql_list_t    list;

    op = b->op;
    sql = op->sql;

    if (op->write) {
        return ngx_smartstack_contract_error(cs, &b->pointer,
                                     "a list with sorts is read with GET");
    }

    if (op->limit_param < 0 || op->cursor_param < 0) {
        return ngx_smartstack_contract_error(cs, &b->pointer,
                   "a list with sorts has the query parameter \"%s\"",
                   op->limit_param < 0 ? "limit" : "cursor");
    }

    ngx_memzero(&statement, sizeof(ngx_smartstack_statement_t));

    if (ngx_smartstack_contract_limit(cs, b) != NGX_OK
        || ngx_smartstack_contract_count(cs, b) != NGX_OK
        || ngx_smartstack_contract_filters(cs, b) != NGX_OK
        || ngx_smartstack_contract_source(cs, b, &sql->main, sql->main_line,
                                          -1, &statement)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (b->used[op->limit_param]) {
        return ngx_smartstack_contract_sql_error(cs, b->file, sql->main_line,
                   "a list with sorts does not use \":limit\" itself");
    }

    b->used[op->limit_param] = 1;
    b->used[op->cursor_param] = 1;

    if (ngx_array_init(&op->variants, cs->cc.pool, 4,
                       sizeof(ngx_smartstack_contract_variant_t))
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    op->variant_id = cs->contract->nstatements + 1;
    cs->contract->nstatements += NGX_SMARTSTACK_MAX_VARIANTS;

    if (ngx_smartstack_contract_sorts(cs, b) != NGX_OK) {
        return NGX_ERROR;
    }

    /* every combination can be made if the largest can */

    ngx_memzero(&list, sizeof(ngx_smartstack_sql_list_t));

    list.filters = (uint32_t) (((uint64_t) 1 << sql->filters.nelts) - 1);
    list.limit = NGX_SMARTSTACK_LIST_LIMIT + 1;
    list.after = 1;

    for ( /* void */ ; list.sort < sql->sorts.nelts; list.sort++) {
        if (ngx_smartstack_contract_make(op, &list, cs->cc.pool) == NULL) {
            return ngx_smartstack_contract_sql_error(cs, b->file,
                       sql->main_line, "the list cannot be composed");
        }
    }

    list.sort = 0;
    list.count = NGX_SMARTSTACK_SQL_COUNT_ESTIMATE;

    if (ngx_smartstack_contract_make(op, &list, cs->cc.pool) == NULL) {
        return ngx_smartstack_contract_sql_error(cs, b->file, sql->main_line,
                                            "the list cannot be counted");
    }

    return NGX_OK;
}


/* What "count" may be is the engine's own; a list may do without it. */

static ngx_int_t
ngx_smartstack_contract_count(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    json_t      *values;
    ngx_uint_t   i;
    const char  *value;

    static const char  *known[] = { "none", "estimate", "exact" };

    if (b->op->count_param < 0) {
        return NGX_OK;
    }

    b->used[b->op->count_param] = 1;

    values = json_object_get(ngx_smartstack_contract_query_schema(cs, b,
                                                        b->op->count_param),
                             "enum");

    for (i = 0; i < 3; i++) {
        value = json_string_value(json_array_get(values, i));

        if (value == NULL || ngx_strcmp(value, known[i]) != 0) {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                         "query parameter \"count\" is one of none, "
                         "estimate, exact");
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_limit(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    json_t  *schema, *min, *max;

    schema = ngx_smartstack_contract_query_schema(cs, b, b->op->limit_param);

    min = json_object_get(schema, "minimum");
    max = json_object_get(schema, "maximum");

    if (!json_is_integer(min) || json_integer_value(min) < 1
        || !json_is_integer(max)
        || json_integer_value(max) > NGX_SMARTSTACK_LIST_LIMIT)
    {
        return ngx_smartstack_contract_error(cs, &b->pointer,
                   "query parameter \"limit\" is an integer from 1 to %d",
                   NGX_SMARTSTACK_LIST_LIMIT);
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_filters(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    ngx_uint_t                    i, n;
    ngx_smartstack_param_t       *param;
    ngx_smartstack_operation_t   *op;
    ngx_smartstack_statement_t    statement;
    ngx_smartstack_sql_filter_t  *filter;

    op = b->op;
    param = op->query.elts;
    filter = op->sql->filters.elts;

    for (i = 0; i < op->sql->filters.nelts; i++) {

        for (n = 0; n < op->query.nelts; n++) {
            if (ngx_smartstack_contract_same(&param[n].name, &filter[i].name))
            {
                break;
            }
        }

        if (n == op->query.nelts || b->used[n]
            || (ngx_int_t) n == op->limit_param
            || (ngx_int_t) n == op->sort_param
            || (ngx_int_t) n == op->cursor_param
            || (ngx_int_t) n == op->count_param)
        {
            return ngx_smartstack_contract_sql_error(cs, b->file,
                       filter[i].line,
                       "the contract has no query parameter \"%V\"",
                       &filter[i].name);
        }

        param[n].filter = (ngx_int_t) i;
        b->used[n] = 1;

        if (param[n].required) {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                       "query parameter \"%V\" is a filter, which cannot be "
                       "required", &filter[i].name);
        }

        ngx_memzero(&statement, sizeof(ngx_smartstack_statement_t));

        if (ngx_smartstack_contract_source(cs, b, &filter[i].condition,
                                           filter[i].line, (ngx_int_t) i,
                                           &statement)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


/* The enum of "sort" is the file's sorts, each as "x", "-x" or both. */

static ngx_int_t
ngx_smartstack_contract_sorts(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    size_t                       i;
    json_t                      *values;
    ngx_str_t                    name;
    ngx_uint_t                   n, found[NGX_SMARTSTACK_SQL_MAX_SORTS];
    ngx_smartstack_operation_t  *op;
    ngx_smartstack_sql_sort_t   *sort;

    op = b->op;
    sort = op->sql->sorts.elts;

    if (op->sort_param < 0) {

        if (op->sql->sorts.nelts == 1) {
            return NGX_OK;
        }

        return ngx_smartstack_contract_error(cs, &b->pointer,
                   "a list with sorts has the query parameter \"sort\"");
    }

    b->used[op->sort_param] = 1;
    ngx_memzero(found, sizeof(found));

    values = json_object_get(ngx_smartstack_contract_query_schema(cs, b,
                                                          op->sort_param),
                             "enum");

    for (i = 0; i < json_array_size(values); i++) {
        name.data = (u_char *) json_string_value(json_array_get(values, i));
        name.len = json_string_length(json_array_get(values, i));

        if (name.len && name.data[0] == '-') {
            name.data++;
            name.len--;
        }

        for (n = 0; n < op->sql->sorts.nelts; n++) {
            if (ngx_smartstack_contract_same(&sort[n].name, &name)) {
                found[n] = 1;
                break;
            }
        }

        if (n == op->sql->sorts.nelts) {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                       "query parameter \"sort\": %V has no \"--: sort %V\"",
                       &b->file->path, &name);
        }
    }

    for (n = 0; n < op->sql->sorts.nelts; n++) {
        if (!found[n]) {
            return ngx_smartstack_contract_sql_error(cs, b->file,
                       sort[n].line, "query parameter \"sort\" of the "
                       "contract does not offer \"%V\"", &sort[n].name);
        }
    }

    if (ngx_smartstack_schema_default(((ngx_smartstack_param_t *)
                                op->query.elts)[op->sort_param].schema)
        == NULL)
    {
        return ngx_smartstack_contract_error(cs, &b->pointer,
                   "query parameter \"sort\" has no default");
    }

    return NGX_OK;
}


/* The schema of a query parameter as it is written, with $ref followed. */

static json_t *
ngx_smartstack_contract_query_schema(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_int_t index)
{
    json_t                  *schema;
    ngx_str_t                pointer;
    ngx_smartstack_param_t  *param;

    param = b->op->query.elts;
    pointer = b->pointer;

    schema = json_object_getn(b->schemas, (char *) param[index].name.data,
                              param[index].name.len);

    return schema ? ngx_smartstack_contract_resolve(cs, schema, &pointer)
                  : NULL;
}


ngx_smartstack_statement_t *
ngx_smartstack_contract_list(ngx_smartstack_contract_t *contract,
    ngx_smartstack_operation_t *op, ngx_smartstack_sql_list_t *list,
    ngx_pool_t *pool)
{
    uint64_t                            key;
    ngx_uint_t                          i;
    ngx_smartstack_statement_t         *statement, *kept;
    ngx_smartstack_contract_variant_t  *variant;

    key = (uint64_t) list->filters | (uint64_t) list->sort << 32
          | (uint64_t) list->limit << 40 | (uint64_t) list->descending << 56
          | (uint64_t) list->after << 57 | (uint64_t) list->count << 58;

    variant = op->variants.elts;

    for (i = 0; i < op->variants.nelts; i++) {
        if (variant[i].key == key) {
            return variant[i].statement;
        }
    }

    statement = ngx_smartstack_contract_make(op, list, pool);

    if (statement == NULL) {
        return NULL;
    }

    statement->name = op->sql->file;

    if (i == NGX_SMARTSTACK_MAX_VARIANTS) {
        return statement;
    }

    kept = ngx_smartstack_contract_keep(contract->pool, statement);
    if (kept == NULL) {
        return NULL;
    }

    variant = ngx_array_push(&op->variants);
    if (variant == NULL) {
        return NULL;
    }

    kept->id = op->variant_id + i;
    variant->key = key;
    variant->statement = kept;

    return kept;
}


static ngx_smartstack_statement_t *
ngx_smartstack_contract_make(ngx_smartstack_operation_t *op,
    ngx_smartstack_sql_list_t *list, ngx_pool_t *pool)
{
    ngx_str_t                    error;
    ngx_uint_t                   line;
    ngx_smartstack_sql_text_t    text;
    ngx_smartstack_statement_t  *statement;

    statement = ngx_pcalloc(pool, sizeof(ngx_smartstack_statement_t));

    if (statement == NULL
        || ngx_smartstack_sql_compose(pool, op->sql, list, &text, &line,
                                      &error)
           != NGX_OK
        || ngx_smartstack_contract_bind(pool, op, 0, &text, statement, &line,
                                        &error)
           != NGX_OK)
    {
        return NULL;
    }

    return statement;
}


/* Copies what lives in the pool of a request. */

static ngx_smartstack_statement_t *
ngx_smartstack_contract_keep(ngx_pool_t *pool,
    ngx_smartstack_statement_t *made)
{
    u_char                      *p;
    size_t                       size;
    ngx_uint_t                   i;
    ngx_smartstack_bind_t       *bind;
    ngx_smartstack_statement_t  *kept;

    size = made->text.len + 1;

    for (i = 0; i < made->nbinds; i++) {
        size += made->binds[i].name.len + made->binds[i].type.len;
    }

    kept = ngx_palloc(pool, sizeof(ngx_smartstack_statement_t)
                            + made->nbinds * sizeof(ngx_smartstack_bind_t));
    p = ngx_pnalloc(pool, size);

    if (kept == NULL || p == NULL) {
        return NULL;
    }

    *kept = *made;

    bind = (ngx_smartstack_bind_t *) (kept + 1);
    kept->binds = bind;

    kept->text.data = p;
    p = ngx_cpymem(p, made->text.data, made->text.len);
    *p++ = '\0';

    for (i = 0; i < made->nbinds; i++) {
        bind[i] = made->binds[i];

        bind[i].name.data = p;
        p = ngx_cpymem(p, made->binds[i].name.data, bind[i].name.len);

        bind[i].type.data = p;
        p = ngx_cpymem(p, made->binds[i].type.data, bind[i].type.len);
    }

    return kept;
}
