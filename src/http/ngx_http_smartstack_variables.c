
/* $smartstack_*: what the access log, map and limit_req may ask for. */


#include <ngx_http_smartstack.h>


static ngx_int_t ngx_http_smartstack_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_smartstack_seconds(ngx_http_request_t *r,
    ngx_str_t *text, int64_t microseconds);


typedef enum {
    NGX_HTTP_SMARTSTACK_V_USER = 0,
    NGX_HTTP_SMARTSTACK_V_WORKSPACE,
    NGX_HTTP_SMARTSTACK_V_OPERATION,
    NGX_HTTP_SMARTSTACK_V_ROLE,
    NGX_HTTP_SMARTSTACK_V_ERROR,
    NGX_HTTP_SMARTSTACK_V_SQLSTATE,
    NGX_HTTP_SMARTSTACK_V_DB_TIME,
    NGX_HTTP_SMARTSTACK_V_DB_WAIT,
    NGX_HTTP_SMARTSTACK_V_REQUEST_ID,
    NGX_HTTP_SMARTSTACK_V_TRACE_ID,
    NGX_HTTP_SMARTSTACK_V_SPAN_ID
} ngx_http_smartstack_variable_e;


static ngx_http_variable_t  ngx_http_smartstack_variables[] = {

    { ngx_string("smartstack_user"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_USER, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_workspace"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_WORKSPACE, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_operation"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_OPERATION, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_role"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_ROLE, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_error"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_ERROR, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_sqlstate"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_SQLSTATE, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_db_time"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_DB_TIME, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_db_wait"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_DB_WAIT, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_request_id"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_REQUEST_ID, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_trace_id"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_TRACE_ID, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("smartstack_span_id"), NULL, ngx_http_smartstack_variable,
      NGX_HTTP_SMARTSTACK_V_SPAN_ID, NGX_HTTP_VAR_NOCACHEABLE, 0 },

      ngx_http_null_variable
};


ngx_int_t
ngx_http_smartstack_add_variables(ngx_conf_t *cf)
{
    ngx_http_variable_t  *var, *v;

    for (v = ngx_http_smartstack_variables; v->name.len; v++) {
        var = ngx_http_add_variable(cf, &v->name, v->flags);
        if (var == NULL) {
            return NGX_ERROR;
        }

        var->get_handler = v->get_handler;
        var->data = v->data;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    ngx_str_t                   text;
    ngx_http_smartstack_ctx_t  *ctx;

    v->not_found = 1;

    ctx = ngx_http_smartstack_context(r);
    if (ctx == NULL) {
        return NGX_OK;
    }

    ngx_str_null(&text);

    switch ((ngx_http_smartstack_variable_e) data) {

    case NGX_HTTP_SMARTSTACK_V_USER:
        if (ctx->authenticated) {
            text.data = ctx->claims.user;
            text.len = NGX_SMARTSTACK_UUID_LEN;
        }

        break;

    case NGX_HTTP_SMARTSTACK_V_WORKSPACE:
        text = ctx->workspace;
        break;

    case NGX_HTTP_SMARTSTACK_V_OPERATION:
        if (ctx->operation != NULL) {
            text = ctx->operation->id;
        }

        break;

    case NGX_HTTP_SMARTSTACK_V_ROLE:
        text = ctx->role;
        break;

    case NGX_HTTP_SMARTSTACK_V_ERROR:
        text = ctx->problem.code;
        break;

    case NGX_HTTP_SMARTSTACK_V_SQLSTATE:
        text = ctx->sqlstate;
        break;

    case NGX_HTTP_SMARTSTACK_V_DB_TIME:
        if (ctx->db_took
            && ngx_http_smartstack_seconds(r, &text, ctx->db_took) != NGX_OK)
        {
            return NGX_ERROR;
        }

        break;

    case NGX_HTTP_SMARTSTACK_V_DB_WAIT:
        if (ctx->db_took
            && ngx_http_smartstack_seconds(r, &text, ctx->db_waited)
               != NGX_OK)
        {
            return NGX_ERROR;
        }

        break;

    case NGX_HTTP_SMARTSTACK_V_REQUEST_ID:
        text = ctx->request_id;
        break;

    case NGX_HTTP_SMARTSTACK_V_TRACE_ID:
        text = ctx->trace_id;
        break;

    case NGX_HTTP_SMARTSTACK_V_SPAN_ID:
        text = ctx->span_id;
        break;
    }

    if (text.len == 0) {
        return NGX_OK;
    }

    v->data = text.data;
    v->len = text.len;
    v->valid = 1;
    v->no_cacheable = 0;
    v->not_found = 0;

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_seconds(ngx_http_request_t *r, ngx_str_t *text,
    int64_t microseconds)
{
    text->data = ngx_pnalloc(r->pool, NGX_INT64_LEN + sizeof(".000000"));
    if (text->data == NULL) {
        return NGX_ERROR;
    }

    text->len = ngx_sprintf(text->data, "%L.%06L", microseconds / 1000000,
                            microseconds % 1000000)
                - text->data;

    return NGX_OK;
}
