
/* The directives: everything that can be checked is checked at nginx -t. */


#include <ngx_http_smartstack.h>


static char *ngx_http_smartstack_postgres(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static char *ngx_http_smartstack_postgres_option(ngx_conf_t *cf,
    ngx_smartstack_pg_conf_t *pool, ngx_str_t *value);
static char *ngx_http_smartstack_conninfo(ngx_conf_t *cf,
    ngx_smartstack_pg_conf_t *pool);
static char *ngx_http_smartstack_secrets(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static char *ngx_http_smartstack_zone(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static char *ngx_http_smartstack_hash_threads(ngx_conf_t *cf,
    ngx_command_t *cmd, void *conf);
static char *ngx_http_smartstack_origin(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static char *ngx_http_smartstack_content(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static ngx_int_t ngx_http_smartstack_read_file(ngx_conf_t *cf,
    ngx_str_t *name, ngx_pool_t *pool, ngx_str_t *text);
static char *ngx_http_smartstack_compile(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);
static ngx_int_t ngx_http_smartstack_bind_handlers(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);
static ngx_int_t ngx_http_smartstack_check_pools(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);


static ngx_conf_enum_t  ngx_http_smartstack_operations[] = {
    { ngx_string("all"), NGX_HTTP_SMARTSTACK_ALL },
    { ngx_string("read"), NGX_HTTP_SMARTSTACK_READ },
    { ngx_null_string, 0 }
};


static ngx_conf_enum_t  ngx_http_smartstack_requires[] = {
    { ngx_string("off"), NGX_HTTP_SMARTSTACK_NOBODY },
    { ngx_string("token"), NGX_HTTP_SMARTSTACK_TOKEN },
    { ngx_string("user"), NGX_HTTP_SMARTSTACK_USER },
    { ngx_null_string, 0 }
};


ngx_command_t  ngx_http_smartstack_commands[] = {

    { ngx_string("smartstack_contract"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_str_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_smartstack_main_conf_t, contract_file),
      NULL },

    { ngx_string("smartstack_sql"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_str_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_smartstack_main_conf_t, sql_dir),
      NULL },

    { ngx_string("smartstack_postgres"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_2MORE,
      ngx_http_smartstack_postgres,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_secrets"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_http_smartstack_secrets,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_zone"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_http_smartstack_zone,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_hash"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE123,
      ngx_http_smartstack_hash_threads,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_origin"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_1MORE,
      ngx_http_smartstack_origin,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_operations"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_enum_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, operations),
      &ngx_http_smartstack_operations },

    { ngx_string("smartstack_body_max"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_size_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, body_max),
      NULL },

    { ngx_string("smartstack_require"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_enum_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, require),
      &ngx_http_smartstack_requires },

    { ngx_string("smartstack_headers"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_FLAG,
      ngx_conf_set_flag_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, headers),
      NULL },

    { ngx_string("smartstack_content_policy"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_set_complex_value_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, content_policy),
      NULL },

    { ngx_string("smartstack_api"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_handler },

    { ngx_string("smartstack_error"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_error_handler },

    { ngx_string("smartstack_openapi"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_openapi_handler },

    { ngx_string("smartstack_livez"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_livez_handler },

    { ngx_string("smartstack_readyz"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_readyz_handler },

    { ngx_string("smartstack_version"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_version_handler },

    { ngx_string("smartstack_metrics"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_metrics_handler },

      ngx_null_command
};


void *
ngx_http_smartstack_create_main_conf(ngx_conf_t *cf)
{
    ngx_http_smartstack_main_conf_t  *smcf;

    smcf = ngx_pcalloc(cf->pool, sizeof(ngx_http_smartstack_main_conf_t));
    if (smcf == NULL) {
        return NULL;
    }

    if (ngx_array_init(&smcf->pools, cf->pool, 2,
                       sizeof(ngx_smartstack_pg_conf_t))
        != NGX_OK)
    {
        return NULL;
    }

    smcf->hash.memory = 19456;
    smcf->hash.time = 2;

    return smcf;
}


char *
ngx_http_smartstack_init_main_conf(ngx_conf_t *cf, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ngx_http_core_loc_conf_t  *clcf;

    if (!smcf->required) {
        return NGX_CONF_OK;
    }

    if (smcf->contract_file.len == 0) {
        return "requires \"smartstack_contract\"";
    }

    if (smcf->sql_dir.len == 0) {
        return "requires \"smartstack_sql\"";
    }

    if (smcf->keyring == NULL) {
        return "requires \"smartstack_secrets\"";
    }

    if (smcf->zone == NULL) {
        return "requires \"smartstack_zone\"";
    }

    if (smcf->hash_pool == NULL) {
        return "requires \"smartstack_hash\"";
    }

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);
    smcf->resolver = clcf->resolver;
    smcf->resolver_timeout = clcf->resolver_timeout;

    if (smcf->resolver_timeout == NGX_CONF_UNSET_MSEC) {
        smcf->resolver_timeout = 5000;
    }

    return ngx_http_smartstack_compile(cf, smcf);
}


static char *
ngx_http_smartstack_compile(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_str_t                      text, error;
    ngx_uint_t                     i, n;
    ngx_pool_t                    *pool;
    ngx_smartstack_handler_name_t *names;

    static ngx_str_t  base = ngx_string(NGX_HTTP_SMARTSTACK_BASE);

    if (ngx_conf_full_name(cf->cycle, &smcf->contract_file, 1) != NGX_OK
        || ngx_conf_full_name(cf->cycle, &smcf->sql_dir, 1) != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    for (n = 0; ngx_http_smartstack_apis[n].name.len; n++) { /* void */ }

    names = ngx_pcalloc(cf->pool,
                        (n + 1) * sizeof(ngx_smartstack_handler_name_t));
    if (names == NULL) {
        return NGX_CONF_ERROR;
    }

    for (i = 0; i < n; i++) {
        names[i].name = ngx_http_smartstack_apis[i].name;
        names[i].sql = ngx_http_smartstack_apis[i].sql;
    }

    pool = ngx_create_pool(16384, cf->log);
    if (pool == NULL) {
        return NGX_CONF_ERROR;
    }

    if (ngx_http_smartstack_read_file(cf, &smcf->contract_file, pool, &text)
        != NGX_OK)
    {
        ngx_destroy_pool(pool);
        return NGX_CONF_ERROR;
    }

    smcf->contract = ngx_smartstack_contract_compile(cf->pool, &text,
                                      &smcf->sql_dir, &base, names, &error);
    ngx_destroy_pool(pool);

    if (smcf->contract == NULL) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0, "contract \"%V\": %V",
                      &smcf->contract_file, &error);
        return NGX_CONF_ERROR;
    }

    if (ngx_http_smartstack_bind_handlers(cf, smcf) != NGX_OK
        || ngx_http_smartstack_check_pools(cf, smcf) != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    smcf->begin = ngx_smartstack_contract_statement(smcf->contract,
                                                    "request/begin");
    smcf->begin_idempotent = ngx_smartstack_contract_statement(
                                 smcf->contract, "request/begin_idempotent");
    smcf->replay_idempotent = ngx_smartstack_contract_statement(
                                smcf->contract, "request/replay_idempotent");
    smcf->check_deployment = ngx_smartstack_contract_statement(
                                 smcf->contract, "request/check_deployment");

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_smartstack_bind_handlers(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_uint_t                    i;
    ngx_http_smartstack_api_t    *api;
    ngx_smartstack_operation_t  **op;

    op = smcf->contract->operations.elts;

    for (i = 0; i < smcf->contract->operations.nelts; i++) {

        if (op[i]->sql != NULL) {
            continue;
        }

        for (api = ngx_http_smartstack_apis; api->name.len; api++) {
            if (api->handler != NULL
                && api->name.len == op[i]->handler.len
                && ngx_strncmp(api->name.data, op[i]->handler.data,
                               api->name.len)
                   == 0)
            {
                op[i]->handler_data = (void *) api->handler;
                break;
            }
        }

        if (op[i]->handler_data == NULL) {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                          "operation \"%V\": \"%V\" cannot serve a request",
                          &op[i]->id, &op[i]->handler);
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_check_pools(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_uint_t                    i, n;
    ngx_smartstack_pg_conf_t     *pool;
    ngx_smartstack_operation_t  **op;

    op = smcf->contract->operations.elts;
    pool = smcf->pools.elts;

    for (i = 0; i < smcf->contract->operations.nelts; i++) {

        for (n = 0; n < smcf->pools.nelts; n++) {
            if (pool[n].name.len == op[i]->pool.len
                && ngx_strncmp(pool[n].name.data, op[i]->pool.data,
                               pool[n].name.len)
                   == 0)
            {
                break;
            }
        }

        if (n == smcf->pools.nelts) {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                          "operation \"%V\" needs \"smartstack_postgres %V\"",
                          &op[i]->id, &op[i]->pool);
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


void *
ngx_http_smartstack_create_loc_conf(ngx_conf_t *cf)
{
    ngx_http_smartstack_loc_conf_t  *slcf;

    slcf = ngx_pcalloc(cf->pool, sizeof(ngx_http_smartstack_loc_conf_t));
    if (slcf == NULL) {
        return NULL;
    }

    slcf->operations = NGX_CONF_UNSET_UINT;
    slcf->body_max = NGX_CONF_UNSET_SIZE;
    slcf->require = NGX_CONF_UNSET_UINT;
    slcf->headers = NGX_CONF_UNSET;
    slcf->content_policy = NGX_CONF_UNSET_PTR;

    return slcf;
}


char *
ngx_http_smartstack_merge_loc_conf(ngx_conf_t *cf, void *parent, void *child)
{
    ngx_http_smartstack_loc_conf_t *prev = parent;
    ngx_http_smartstack_loc_conf_t *conf = child;

    ngx_http_core_loc_conf_t         *clcf;
    ngx_http_smartstack_main_conf_t  *smcf;

    ngx_conf_merge_uint_value(conf->operations, prev->operations,
                              NGX_HTTP_SMARTSTACK_ALL);
    ngx_conf_merge_size_value(conf->body_max, prev->body_max, 256 * 1024);
    ngx_conf_merge_uint_value(conf->require, prev->require,
                              NGX_HTTP_SMARTSTACK_NOBODY);
    ngx_conf_merge_value(conf->headers, prev->headers, 0);
    ngx_conf_merge_ptr_value(conf->content_policy, prev->content_policy,
                             NULL);

    smcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_smartstack_module);

    if (conf->require && !smcf->required) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "\"smartstack_require\" needs a \"smartstack_api\" "
                      "location in the same configuration");
        return NGX_CONF_ERROR;
    }

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    /* A JSON body never goes through a file: one buffer takes all of it. */

    if (clcf->handler == ngx_http_smartstack_handler
        && clcf->client_body_buffer_size < conf->body_max)
    {
        clcf->client_body_buffer_size = conf->body_max;
    }

    return NGX_CONF_OK;
}


static char *
ngx_http_smartstack_content(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ngx_http_core_loc_conf_t  *clcf;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    if (clcf->handler != NULL) {
        return "is duplicate: the location has a content handler already";
    }

    clcf->handler = (ngx_http_handler_pt) cmd->post;

    if (cmd->post != (void *) ngx_http_smartstack_livez_handler
        && cmd->post != (void *) ngx_http_smartstack_version_handler)
    {
        smcf->required = 1;
    }

    return NGX_CONF_OK;
}


static char *
ngx_http_smartstack_postgres(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    char                      *rv;
    ngx_str_t                 *value;
    ngx_uint_t                 i;
    ngx_smartstack_pg_conf_t  *pool;

    value = cf->args->elts;
    pool = smcf->pools.elts;

    for (i = 0; i < smcf->pools.nelts; i++) {
        if (pool[i].name.len == value[1].len
            && ngx_strcmp(pool[i].name.data, value[1].data) == 0)
        {
            return "is duplicate: the pool is defined already";
        }
    }

    if (smcf->pools.nelts == NGX_HTTP_SMARTSTACK_MAX_POOLS) {
        return "defines too many pools";
    }

    pool = ngx_array_push(&smcf->pools);
    if (pool == NULL) {
        return NGX_CONF_ERROR;
    }

    ngx_memzero(pool, sizeof(ngx_smartstack_pg_conf_t));

    pool->name = value[1];
    pool->conninfo = value[2];
    pool->connections = 4;
    pool->reserved = 1;
    pool->depth = 4;
    pool->queue = 512;
    pool->queue_timeout = 1000;
    pool->shed = 50;
    pool->timeout = 5000;
    pool->connect_timeout = 3000;

    for (i = 3; i < cf->args->nelts; i++) {
        rv = ngx_http_smartstack_postgres_option(cf, pool, &value[i]);
        if (rv != NGX_CONF_OK) {
            return rv;
        }
    }

    return ngx_http_smartstack_conninfo(cf, pool);
}


static char *
ngx_http_smartstack_postgres_option(ngx_conf_t *cf,
    ngx_smartstack_pg_conf_t *pool, ngx_str_t *value)
{
    size_t      len;
    ngx_int_t   n;
    ngx_str_t   text, name;
    ngx_uint_t  i;

    static struct {
        ngx_str_t   name;
        size_t      offset;
        ngx_uint_t  time;
        ngx_int_t   min;
        ngx_int_t   max;
    } options[] = {
        { ngx_string("connections="),
          offsetof(ngx_smartstack_pg_conf_t, connections), 0, 1, 64 },
        { ngx_string("reserved="),
          offsetof(ngx_smartstack_pg_conf_t, reserved), 0, 0, 16 },
        { ngx_string("depth="),
          offsetof(ngx_smartstack_pg_conf_t, depth), 0, 1, 64 },
        { ngx_string("queue="),
          offsetof(ngx_smartstack_pg_conf_t, queue), 0, 0, 65536 },
        { ngx_string("queue_timeout="),
          offsetof(ngx_smartstack_pg_conf_t, queue_timeout), 1, 1, 60000 },
        { ngx_string("shed="),
          offsetof(ngx_smartstack_pg_conf_t, shed), 1, 1, 60000 },
        { ngx_string("timeout="),
          offsetof(ngx_smartstack_pg_conf_t, timeout), 1, 1, 600000 },
        { ngx_string("connect_timeout="),
          offsetof(ngx_smartstack_pg_conf_t, connect_timeout), 1, 1, 60000 },
        { ngx_null_string, 0, 0, 0, 0 }
    };

    for (i = 0; options[i].name.len; i++) {
        len = options[i].name.len;

        if (value->len <= len
            || ngx_strncmp(value->data, options[i].name.data, len) != 0)
        {
            continue;
        }

        text.data = value->data + len;
        text.len = value->len - len;

        n = options[i].time ? ngx_parse_time(&text, 0)
                            : ngx_atoi(text.data, text.len);

        if (n == NGX_ERROR || n < options[i].min || n > options[i].max) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid value \"%V\"", value);
            return NGX_CONF_ERROR;
        }

        /* ngx_uint_t and ngx_msec_t are of one size */

        *(ngx_uint_t *) ((u_char *) pool + options[i].offset) = n;

        return NGX_CONF_OK;
    }

    len = sizeof("password_file=") - 1;

    if (value->len > len
        && ngx_strncmp(value->data, "password_file=", len) == 0)
    {
        name.data = value->data + len;
        name.len = value->len - len;

        if (ngx_conf_full_name(cf->cycle, &name, 1) != NGX_OK
            || ngx_http_smartstack_read_file(cf, &name, cf->pool,
                                             &pool->password)
               != NGX_OK)
        {
            return NGX_CONF_ERROR;
        }

        while (pool->password.len
               && (pool->password.data[pool->password.len - 1] == LF
                   || pool->password.data[pool->password.len - 1] == CR))
        {
            pool->password.data[--pool->password.len] = '\0';
        }

        return NGX_CONF_OK;
    }

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid parameter \"%V\"",
                       value);

    return NGX_CONF_ERROR;
}


static char *
ngx_http_smartstack_conninfo(ngx_conf_t *cf, ngx_smartstack_pg_conf_t *pool)
{
    char              *error;
    PQconninfoOption  *options, *o;

    options = PQconninfoParse((char *) pool->conninfo.data, &error);

    if (options == NULL) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid connection string of pool \"%V\": %s",
                           &pool->name, error ? error : "no memory");
        PQfreemem(error);
        return NGX_CONF_ERROR;
    }

    for (o = options; o->keyword; o++) {
        if (o->val != NULL && ngx_strcmp(o->keyword, "password") == 0) {
            PQconninfoFree(options);
            return "must not hold a password: use password_file=";
        }
    }

    PQconninfoFree(options);

    return NGX_CONF_OK;
}


static char *
ngx_http_smartstack_secrets(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ngx_int_t    rc;
    ngx_str_t   *value, text, error;
    ngx_pool_t  *pool;

    if (smcf->keyring != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (ngx_conf_full_name(cf->cycle, &value[1], 1) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    smcf->keyring = ngx_pcalloc(cf->pool, sizeof(ngx_smartstack_keyring_t));
    if (smcf->keyring == NULL) {
        return NGX_CONF_ERROR;
    }

    pool = ngx_create_pool(NGX_DEFAULT_POOL_SIZE, cf->log);
    if (pool == NULL) {
        return NGX_CONF_ERROR;
    }

    rc = ngx_http_smartstack_read_file(cf, &value[1], pool, &text);

    if (rc == NGX_OK) {
        rc = ngx_smartstack_keyring_read(cf->pool, &text, smcf->keyring,
                                         &error);
        ngx_explicit_memzero(text.data, text.len);

        if (rc != NGX_OK) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "secrets \"%V\": %V",
                               &value[1], &error);
        }
    }

    ngx_destroy_pool(pool);

    smcf->hash.ring = smcf->keyring;

    return (rc == NGX_OK) ? NGX_CONF_OK : NGX_CONF_ERROR;
}


static char *
ngx_http_smartstack_zone(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    u_char     *p;
    ssize_t     size;
    ngx_str_t  *value, name, text;

    if (smcf->zone != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;

    p = (u_char *) ngx_strchr(value[1].data, ':');

    if (p == NULL || p == value[1].data) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid zone \"%V\": write name:size", &value[1]);
        return NGX_CONF_ERROR;
    }

    name.data = value[1].data;
    name.len = p - name.data;
    text.data = p + 1;
    text.len = value[1].data + value[1].len - text.data;

    size = ngx_parse_size(&text);

    if (size == NGX_ERROR) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid zone size \"%V\"", &text);
        return NGX_CONF_ERROR;
    }

    if (size < (ssize_t) (8 * ngx_pagesize)) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "zone \"%V\" is too small",
                           &name);
        return NGX_CONF_ERROR;
    }

    smcf->zone = ngx_smartstack_zone_add(cf, &name, size,
                                         &ngx_http_smartstack_module);

    return smcf->zone ? NGX_CONF_OK : NGX_CONF_ERROR;
}


static char *
ngx_http_smartstack_hash_threads(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ssize_t      size;
    ngx_int_t    n;
    ngx_str_t   *value, text;
    ngx_uint_t   i;

    if (smcf->hash_pool != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;

    for (i = 1; i < cf->args->nelts; i++) {

        if (ngx_strncmp(value[i].data, "pool=", 5) == 0 && value[i].len > 5) {
            text.data = value[i].data + 5;
            text.len = value[i].len - 5;

            smcf->hash_pool = ngx_thread_pool_add(cf, &text);
            if (smcf->hash_pool == NULL) {
                return NGX_CONF_ERROR;
            }

            smcf->hash_pool_name = text;
            continue;
        }

        if (ngx_strncmp(value[i].data, "memory=", 7) == 0) {
            text.data = value[i].data + 7;
            text.len = value[i].len - 7;

            size = ngx_parse_size(&text);

            /* not below what OWASP asks for, not above what we read back */

            if (size < 19456 * 1024 || size > 262144 * 1024) {
                goto invalid;
            }

            smcf->hash.memory = size / 1024;
            continue;
        }

        if (ngx_strncmp(value[i].data, "time=", 5) == 0) {
            n = ngx_atoi(value[i].data + 5, value[i].len - 5);

            if (n < 2 || n > 16) {
                goto invalid;
            }

            smcf->hash.time = n;
            continue;
        }

        goto invalid;
    }

    return smcf->hash_pool ? NGX_CONF_OK : "needs pool=";

invalid:

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid parameter \"%V\"",
                       &value[i]);

    return NGX_CONF_ERROR;
}


/* scheme://host[:port], exactly as a browser writes it into Origin */

static char *
ngx_http_smartstack_origin(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    u_char      *p;
    ngx_str_t   *value, *origin;
    ngx_uint_t   i;

    if (smcf->origins == NULL) {
        smcf->origins = ngx_array_create(cf->pool, 2, sizeof(ngx_str_t));
        if (smcf->origins == NULL) {
            return NGX_CONF_ERROR;
        }
    }

    value = cf->args->elts;

    for (i = 1; i < cf->args->nelts; i++) {

        p = (u_char *) ngx_strstr(value[i].data, "://");

        if (p == NULL || p[3] == '\0' || ngx_strchr(p + 3, '/') != NULL) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid origin \"%V\": write "
                               "scheme://host[:port]", &value[i]);
            return NGX_CONF_ERROR;
        }

        origin = ngx_array_push(smcf->origins);
        if (origin == NULL) {
            return NGX_CONF_ERROR;
        }

        *origin = value[i];
    }

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_smartstack_read_file(ngx_conf_t *cf, ngx_str_t *name,
    ngx_pool_t *pool, ngx_str_t *text)
{
    ssize_t          n;
    ngx_int_t        rc;
    ngx_file_t       file;
    ngx_file_info_t  fi;

    ngx_memzero(&file, sizeof(ngx_file_t));
    file.name = *name;
    file.log = cf->log;

    rc = NGX_ERROR;

    file.fd = ngx_open_file(name->data, NGX_FILE_RDONLY, NGX_FILE_OPEN, 0);

    if (file.fd == NGX_INVALID_FILE) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, ngx_errno,
                           ngx_open_file_n " \"%V\" failed", name);
        return NGX_ERROR;
    }

    if (ngx_fd_info(file.fd, &fi) == NGX_FILE_ERROR) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, ngx_errno,
                           ngx_fd_info_n " \"%V\" failed", name);
        goto done;
    }

    text->len = ngx_file_size(&fi);
    text->data = ngx_pnalloc(pool, text->len + 1);

    if (text->data == NULL) {
        goto done;
    }

    n = ngx_read_file(&file, text->data, text->len, 0);

    if (n != (ssize_t) text->len) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "could not read all of \"%V\"", name);
        goto done;
    }

    text->data[text->len] = '\0';
    rc = NGX_OK;

done:

    if (ngx_close_file(file.fd) == NGX_FILE_ERROR) {
        ngx_conf_log_error(NGX_LOG_ALERT, cf, ngx_errno,
                           ngx_close_file_n " \"%V\" failed", name);
    }

    return rc;
}
