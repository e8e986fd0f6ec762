
/* Where each parameter of a statement comes from. */


#include <ngx_smartstack_contract_compile.h>


/* Who may use a name of the engine's own. */
#define NGX_SMARTSTACK_FOR_QUERY    0x01
#define NGX_SMARTSTACK_FOR_HANDLER  0x02
#define NGX_SMARTSTACK_FOR_WRAPPED  0x04
#define NGX_SMARTSTACK_FOR_ALL      0x07


typedef struct {
    ngx_str_t                    name;
    const char                  *types;     /* each with a space behind */
    ngx_smartstack_bind_e        kind;
    ngx_uint_t                   index;
    ngx_uint_t                   users;
} ngx_smartstack_builtin_t;


static ngx_smartstack_builtin_t *ngx_smartstack_contract_builtin(
    ngx_smartstack_sql_param_t *param, ngx_uint_t users);
static const char *ngx_smartstack_contract_needs(
    ngx_smartstack_operation_t *op, ngx_smartstack_builtin_t *builtin);
static ngx_int_t ngx_smartstack_contract_bind_one(ngx_pool_t *pool,
    ngx_smartstack_operation_t *op, ngx_uint_t users,
    ngx_smartstack_sql_param_t *param, ngx_smartstack_bind_t *bind,
    ngx_str_t *error);
static ngx_uint_t ngx_smartstack_contract_composed(
    ngx_smartstack_sql_param_t *param, const char *prefix, ngx_uint_t *n);
static ngx_uint_t ngx_smartstack_contract_sources(
    ngx_smartstack_operation_t *op, ngx_smartstack_sql_param_t *param,
    ngx_smartstack_bind_t *bind);
static ngx_uint_t ngx_smartstack_contract_type(ngx_str_t *type,
    const char *types);


#define NGX_SMARTSTACK_INT   "int int4 integer int8 bigint "
#define NGX_SMARTSTACK_BOOL  "bool boolean "

static ngx_smartstack_builtin_t  ngx_smartstack_builtins[] = {

    { ngx_string("caller_user"), "uuid ",
      NGX_SMARTSTACK_BIND_CALLER_USER, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("caller_session"), "uuid ",
      NGX_SMARTSTACK_BIND_CALLER_SESSION, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("workspace"), "uuid ",
      NGX_SMARTSTACK_BIND_WORKSPACE, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("caller_ip_prefix"), "text ",
      NGX_SMARTSTACK_BIND_CALLER_IP_PREFIX, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("caller_address"), "inet ",
      NGX_SMARTSTACK_BIND_CALLER_ADDRESS, 0, NGX_SMARTSTACK_FOR_HANDLER },

    { ngx_string("caller_agent"), "text ",
      NGX_SMARTSTACK_BIND_CALLER_AGENT, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("link"), "uuid ",
      NGX_SMARTSTACK_BIND_LINK, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("new_id"), "uuid ",
      NGX_SMARTSTACK_BIND_NEW_ID, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("new_id_2"), "uuid ",
      NGX_SMARTSTACK_BIND_NEW_ID, 1, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("new_id_3"), "uuid ",
      NGX_SMARTSTACK_BIND_NEW_ID, 2, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("new_token"), "text ",
      NGX_SMARTSTACK_BIND_NEW_TOKEN, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("new_token_2"), "text ",
      NGX_SMARTSTACK_BIND_NEW_TOKEN, 1, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("new_api_key"), "text ",
      NGX_SMARTSTACK_BIND_NEW_API_KEY, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("new_code"), "text ",
      NGX_SMARTSTACK_BIND_NEW_CODE, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("request_id"), "text ",
      NGX_SMARTSTACK_BIND_REQUEST_ID, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("trace_id"), "text ",
      NGX_SMARTSTACK_BIND_TRACE_ID, 0, NGX_SMARTSTACK_FOR_ALL },

    { ngx_string("idempotency_key"), "text ",
      NGX_SMARTSTACK_BIND_IDEMPOTENCY_KEY, 0,
      NGX_SMARTSTACK_FOR_HANDLER|NGX_SMARTSTACK_FOR_WRAPPED },

    { ngx_string("limit"), NGX_SMARTSTACK_INT,
      NGX_SMARTSTACK_BIND_LIMIT, 0,
      NGX_SMARTSTACK_FOR_QUERY|NGX_SMARTSTACK_FOR_WRAPPED },

    { ngx_string("if_rev"), NGX_SMARTSTACK_INT,
      NGX_SMARTSTACK_BIND_IF_REV, 0,
      NGX_SMARTSTACK_FOR_QUERY|NGX_SMARTSTACK_FOR_WRAPPED },

    { ngx_string("body"), "jsonb json ",
      NGX_SMARTSTACK_BIND_BODY, 0,
      NGX_SMARTSTACK_FOR_QUERY|NGX_SMARTSTACK_FOR_WRAPPED },

    { ngx_null_string, NULL, NGX_SMARTSTACK_BIND_ARGUMENT, 0, 0 }
};


ngx_int_t
ngx_smartstack_contract_bind(ngx_pool_t *pool, ngx_smartstack_operation_t *op,
    ngx_uint_t wrapped, ngx_smartstack_sql_text_t *text,
    ngx_smartstack_statement_t *statement, ngx_uint_t *line, ngx_str_t *error)
{
    ngx_uint_t                   i, users;
    ngx_smartstack_sql_param_t  *param;

    statement->text = text->text;
    statement->nbinds = text->params.nelts;
    statement->binds = NULL;

    if (statement->nbinds) {
        statement->binds = ngx_pcalloc(pool, statement->nbinds
                                             * sizeof(ngx_smartstack_bind_t));
        if (statement->binds == NULL) {
            return NGX_ERROR;
        }
    }

    users = (op == NULL) ? NGX_SMARTSTACK_FOR_HANDLER
            : wrapped ? NGX_SMARTSTACK_FOR_WRAPPED : NGX_SMARTSTACK_FOR_QUERY;

    param = text->params.elts;

    for (i = 0; i < statement->nbinds; i++) {

        statement->binds[i].type = param[i].type;
        statement->binds[i].array = param[i].array;

        if (ngx_smartstack_contract_bind_one(pool, op, users, &param[i],
                                             &statement->binds[i], error)
            != NGX_OK)
        {
            *line = param[i].line;
            return NGX_DECLINED;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_bind_one(ngx_pool_t *pool,
    ngx_smartstack_operation_t *op, ngx_uint_t users,
    ngx_smartstack_sql_param_t *param, ngx_smartstack_bind_t *bind,
    ngx_str_t *error)
{
    u_char                    *p;
    ngx_uint_t                 n;
    const char                *needs;
    ngx_smartstack_builtin_t  *builtin;

    needs = NULL;

    builtin = ngx_smartstack_contract_builtin(param, users);

    if (op == NULL) {

        if (builtin) {
            bind->kind = builtin->kind;
            bind->index = builtin->index;
            return NGX_OK;
        }

        bind->kind = NGX_SMARTSTACK_BIND_ARGUMENT;
        bind->name = param->name;
        return NGX_OK;
    }

    if (op->sorted) {
        if (ngx_smartstack_contract_composed(param, "value_", &bind->index)) {
            bind->kind = NGX_SMARTSTACK_BIND_FILTER;
            return NGX_OK;
        }

        if (ngx_smartstack_contract_composed(param, "cursor_", &bind->index))
        {
            bind->kind = NGX_SMARTSTACK_BIND_CURSOR;
            return NGX_OK;
        }
    }

    n = ngx_smartstack_contract_sources(op, param, bind);

    if (builtin) {
        needs = ngx_smartstack_contract_needs(op, builtin);

        if (needs == NULL) {
            bind->kind = builtin->kind;
            bind->index = builtin->index;
            n++;
        }
    }

    if (n == 1) {
        return NGX_OK;
    }

    /* a message of known size: names are at most a line long */

    error->data = ngx_pnalloc(pool, param->name.len + 128);
    if (error->data == NULL) {
        error->len = 0;
        return NGX_ERROR;
    }

    p = ngx_sprintf(error->data,
                    n ? "parameter \":%V\" could come from %ui places"
                      : "unknown parameter \":%V\"",
                    &param->name, n);

    if (n == 0 && needs) {
        p = ngx_sprintf(p, ": %s", needs);
    }

    error->len = p - error->data;

    return NGX_DECLINED;
}


static ngx_smartstack_builtin_t *
ngx_smartstack_contract_builtin(ngx_smartstack_sql_param_t *param,
    ngx_uint_t users)
{
    ngx_smartstack_builtin_t  *builtin;

    for (builtin = ngx_smartstack_builtins; builtin->name.len; builtin++) {
        if ((builtin->users & users)
            && ngx_smartstack_contract_same(&builtin->name, &param->name)
            && ngx_smartstack_contract_type(&param->type, builtin->types))
        {
            return builtin;
        }
    }

    return NULL;
}


/* What the operation would need to have this value, or NULL: it has it. */

static const char *
ngx_smartstack_contract_needs(ngx_smartstack_operation_t *op,
    ngx_smartstack_builtin_t *builtin)
{
    switch (builtin->kind) {

    case NGX_SMARTSTACK_BIND_WORKSPACE:
        return (op->caller == NGX_SMARTSTACK_CALLER_MEMBER)
               ? NULL : "it needs roles of a workspace";

    case NGX_SMARTSTACK_BIND_CALLER_USER:
    case NGX_SMARTSTACK_BIND_CALLER_SESSION:
        return (op->caller == NGX_SMARTSTACK_CALLER_PUBLIC
                || op->caller == NGX_SMARTSTACK_CALLER_LINK)
               ? "it needs a caller who is signed in" : NULL;

    case NGX_SMARTSTACK_BIND_LINK:
        return (op->caller == NGX_SMARTSTACK_CALLER_LINK)
               ? NULL : "it needs the role of a share link";

    case NGX_SMARTSTACK_BIND_LIMIT:
        return op->limit_param >= 0 ? NULL
                                    : "it needs a query parameter \"limit\"";

    case NGX_SMARTSTACK_BIND_IF_REV:
        return op->write ? NULL : "it is for writes";

    case NGX_SMARTSTACK_BIND_BODY:
        return op->body ? NULL : "the operation takes no body";

    default:
        return NULL;
    }
}


/* "value_3" and the like, of composed statements */

static ngx_uint_t
ngx_smartstack_contract_composed(ngx_smartstack_sql_param_t *param,
    const char *prefix, ngx_uint_t *n)
{
    size_t     len;
    ngx_int_t  number;

    len = ngx_strlen(prefix);

    if (param->name.len <= len
        || ngx_strncmp(param->name.data, prefix, len) != 0)
    {
        return 0;
    }

    number = ngx_atoi(param->name.data + len, param->name.len - len);

    if (number == NGX_ERROR) {
        return 0;
    }

    *n = number;

    return 1;
}


/* In how many places of the request the name is; the last one is bound. */

static ngx_uint_t
ngx_smartstack_contract_sources(ngx_smartstack_operation_t *op,
    ngx_smartstack_sql_param_t *param, ngx_smartstack_bind_t *bind)
{
    ngx_str_t                rest;
    ngx_uint_t               i, n;
    ngx_smartstack_param_t  *source;

    n = 0;
    source = op->path_params.elts;

    for (i = 0; i < op->path_params.nelts; i++) {
        if (ngx_smartstack_contract_same(&source[i].name, &param->name)) {
            bind->kind = NGX_SMARTSTACK_BIND_PATH;
            bind->index = i;
            n++;
        }
    }

    source = op->query.elts;

    for (i = 0; i < op->query.nelts; i++) {

        if (source[i].filter >= 0 || (ngx_int_t) i == op->limit_param
            || (ngx_int_t) i == op->sort_param
            || (ngx_int_t) i == op->cursor_param
            || (ngx_int_t) i == op->count_param)
        {
            continue;
        }

        if (ngx_smartstack_contract_same(&source[i].name, &param->name)) {
            bind->kind = NGX_SMARTSTACK_BIND_QUERY;
            bind->index = i;
            n++;
        }
    }

    if (op->body == NULL) {
        return n;
    }

    if (ngx_smartstack_schema_has_member(op->body, &param->name)) {
        bind->kind = NGX_SMARTSTACK_BIND_MEMBER;
        bind->name = param->name;
        n++;
    }

    if (param->name.len > 4
        && ngx_strncmp(param->name.data, "has_", 4) == 0
        && ngx_smartstack_contract_type(&param->type, NGX_SMARTSTACK_BOOL))
    {
        rest.data = param->name.data + 4;
        rest.len = param->name.len - 4;

        if (ngx_smartstack_schema_has_member(op->body, &rest)) {
            bind->kind = NGX_SMARTSTACK_BIND_HAS;
            bind->name = rest;
            n++;
        }
    }

    return n;
}


static ngx_uint_t
ngx_smartstack_contract_type(ngx_str_t *type, const char *types)
{
    size_t       len;
    const char  *p;

    for (p = types; *p; p += len + 1) {
        len = strcspn(p, " ");

        if (len == type->len && ngx_strncmp(p, type->data, len) == 0) {
            return 1;
        }
    }

    return 0;
}
