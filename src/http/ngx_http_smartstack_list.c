
/* What a list is asked for: how many, in which order, from where. */


#include <ngx_http_smartstack.h>


#define NGX_HTTP_SMARTSTACK_LIMIT  50


static ngx_int_t ngx_http_smartstack_list_sort(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_list_count(
    ngx_http_smartstack_ctx_t *ctx);


/* limit, sort, cursor and filters of a list, all valid by the contract */

ngx_int_t
ngx_http_smartstack_list(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_int_t                    rc;
    ngx_str_t                   *text, scope;
    ngx_uint_t                   i;
    ngx_smartstack_param_t      *param;
    ngx_smartstack_sql_sort_t   *sort;
    ngx_smartstack_operation_t  *op;

    static ngx_str_t  cursor = ngx_string("cursor");

    op = ctx->operation;
    param = op->query.elts;

    /* 0: all rows, for a list that offers no limit */

    ctx->limit = (op->sorted || op->limit_param >= 0)
                 ? NGX_HTTP_SMARTSTACK_LIMIT : 0;

    if (op->limit_param >= 0) {
        text = &ctx->values[op->limit_param];

        if (text->data == NULL) {
            text = ngx_smartstack_schema_default(
                                             param[op->limit_param].schema);
        }

        if (text != NULL) {
            ctx->limit = ngx_atoi(text->data, text->len);
        }
    }

    if (!op->sorted) {
        return NGX_OK;
    }

    /* The LIMIT is one of a few literals, so that plans know it. */

    ctx->list.limit = (ctx->limit <= 10) ? 11 : (ctx->limit <= 25) ? 26
                      : (ctx->limit <= 50) ? 51 : 101;

    for (i = 0; i < op->query.nelts; i++) {
        if (param[i].filter >= 0 && ctx->values[i].data != NULL) {
            ctx->list.filters |= (uint32_t) 1 << param[i].filter;
        }
    }

    rc = ngx_http_smartstack_list_sort(ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    if (op->cursor_param >= 0 && ctx->values[op->cursor_param].data != NULL) {

        if (ngx_http_smartstack_cursor_scope(ctx, &scope) != NGX_OK) {
            return NGX_ERROR;
        }

        sort = op->sql->sorts.elts;
        sort += ctx->list.sort;

        if (ngx_smartstack_cursor_read(ctx->request->pool, ctx->conf->keyring,
                                     &scope, &ctx->values[op->cursor_param],
                                     sort->nkeys, ctx->cursor)
            != NGX_OK)
        {
            return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST,
                     &cursor, "invalid_cursor",
                     "This cursor is not of this list, filter and order.");
        }

        ctx->list.after = 1;
    }

    ctx->statement = ngx_smartstack_contract_list(ctx->conf->contract, op,
                                             &ctx->list, ctx->request->pool);

    if (ctx->statement == NULL) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_list_count(ctx);
}


static ngx_int_t
ngx_http_smartstack_list_sort(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                   *text, name;
    ngx_uint_t                   i;
    ngx_smartstack_param_t      *param;
    ngx_smartstack_sql_sort_t   *sort;
    ngx_smartstack_operation_t  *op;

    op = ctx->operation;

    if (op->sort_param < 0) {
        return NGX_OK;
    }

    param = op->query.elts;
    text = &ctx->values[op->sort_param];

    if (text->data == NULL) {
        text = ngx_smartstack_schema_default(param[op->sort_param].schema);
    }

    if (text == NULL || text->len == 0) {
        return NGX_OK;
    }

    name = *text;

    if (name.data[0] == '-') {
        ctx->list.descending = 1;
        name.data++;
        name.len--;
    }

    sort = op->sql->sorts.elts;

    for (i = 0; i < op->sql->sorts.nelts; i++) {
        if (sort[i].name.len == name.len
            && ngx_memcmp(sort[i].name.data, name.data, name.len) == 0)
        {
            ctx->list.sort = i;
            return NGX_OK;
        }
    }

    /* The contract's enum was checked against the SQL file at start. */

    return NGX_ERROR;
}


/* How many there are is asked in the same batch, of the same filters. */

static ngx_int_t
ngx_http_smartstack_list_count(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                   *text;
    ngx_smartstack_sql_list_t    list;
    ngx_smartstack_operation_t  *op;

    op = ctx->operation;

    if (op->count_param < 0) {
        return NGX_OK;
    }

    text = &ctx->values[op->count_param];

    if (text->data == NULL || text->data[0] == 'n') {
        return NGX_OK;
    }

    ctx->count = (text->data[1] == 's') ? NGX_SMARTSTACK_SQL_COUNT_ESTIMATE
                                        : NGX_SMARTSTACK_SQL_COUNT_EXACT;

    ngx_memzero(&list, sizeof(ngx_smartstack_sql_list_t));

    list.count = ctx->count;
    list.filters = ctx->list.filters;

    ctx->counter = ngx_smartstack_contract_list(ctx->conf->contract, op,
                                                &list, ctx->request->pool);

    return ctx->counter ? NGX_OK : NGX_ERROR;
}


/* All that a cursor must not be carried out of. */

ngx_int_t
ngx_http_smartstack_cursor_scope(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *scope)
{
    size_t                       len;
    u_char                      *p;
    ngx_uint_t                   i;
    ngx_smartstack_operation_t  *op;

    op = ctx->operation;

    len = ctx->workspace.len + ctx->digest.len + ctx->link.len
          + NGX_SMARTSTACK_UUID_LEN + op->id.len + 4;

    for (i = 0; i < ctx->match.nvalues; i++) {
        len += ctx->match.values[i].len + 1;
    }

    for (i = 0; i < op->query.nelts; i++) {
        len += ctx->values[i].len + 2;
    }

    p = ngx_pnalloc(ctx->request->pool, len);
    if (p == NULL) {
        return NGX_ERROR;
    }

    scope->data = p;

    /* a key's workspace and person are not known before every request */

    if (ctx->digest.len) {
        p = ngx_sprintf(p, "%V%V", &ctx->digest, &ctx->link);

    } else {
        p = ngx_sprintf(p, "%V", &ctx->workspace);
        *p++ = '\0';
        p = ngx_cpymem(p, ctx->claims.user, NGX_SMARTSTACK_UUID_LEN);
    }

    p = ngx_cpymem(p, op->id.data, op->id.len);

    for (i = 0; i < ctx->match.nvalues; i++) {
        *p++ = '\0';
        p = ngx_cpymem(p, ctx->match.values[i].data,
                       ctx->match.values[i].len);
    }

    for (i = 0; i < op->query.nelts; i++) {

        if ((ngx_int_t) i == op->cursor_param
            || (ngx_int_t) i == op->limit_param
            || (ngx_int_t) i == op->count_param)
        {
            continue;
        }

        /* told apart: not given, and given empty */

        *p++ = ctx->values[i].data ? '\1' : '\2';

        if (ctx->values[i].data && ctx->values[i].len) {
            p = ngx_cpymem(p, ctx->values[i].data, ctx->values[i].len);
        }
    }

    scope->len = p - scope->data;

    return NGX_OK;
}
