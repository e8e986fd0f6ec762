
/*
 * The fragments of a file of api/sql: what the engine may put together.
 *
 *     --: filter NAME CONDITION
 *     --: sort NAME EXPRESSION::TYPE, ...
 *     --: current
 *
 * and, above the statement of a job, how often it runs:
 *
 *     --: every TIME
 */


#include <ngx_smartstack_sql_lex.h>


#define NGX_SMARTSTACK_SQL_MIN_EVERY  1000          /* ms */
#define NGX_SMARTSTACK_SQL_MAX_EVERY  86400000


static ngx_int_t ngx_smartstack_sql_filter(ngx_pool_t *pool,
    ngx_smartstack_sql_t *sql, ngx_str_t *name, ngx_str_t *rest,
    ngx_uint_t line, ngx_str_t *error);
static ngx_int_t ngx_smartstack_sql_sort(ngx_pool_t *pool,
    ngx_smartstack_sql_t *sql, ngx_str_t *name, ngx_str_t *rest,
    ngx_uint_t line, ngx_str_t *error);
static ngx_int_t ngx_smartstack_sql_sort_key(ngx_pool_t *pool,
    ngx_smartstack_sql_sort_t *sort, ngx_str_t *key, ngx_str_t *error);
static void ngx_smartstack_sql_cut(ngx_str_t *text, ngx_str_t *word);


ngx_int_t
ngx_smartstack_sql_fragment(ngx_pool_t *pool, ngx_smartstack_sql_t *sql,
    ngx_smartstack_sql_token_t *token, ngx_str_t *error)
{
    ngx_str_t  rest, kind, name;

    if (token->depth) {
        return ngx_smartstack_sql_error(pool, error,
                                        "a fragment inside of brackets");
    }

    if (sql->current_line) {
        return ngx_smartstack_sql_error(pool, error,
                                        "fragments go behind the statement");
    }

    rest.data = token->text.data + 3;
    rest.len = token->text.len - 3;

    ngx_smartstack_sql_cut(&rest, &kind);

    if (kind.len == 7 && ngx_strncmp(kind.data, "current", 7) == 0
        && rest.len == 0)
    {
        if (sql->filters.nelts || sql->sorts.nelts) {
            return ngx_smartstack_sql_error(pool, error,
                       "\"--: current\" is for writes, filters and sorts are "
                       "for lists");
        }

        sql->current_line = token->line;
        return NGX_DONE;
    }

    ngx_smartstack_sql_cut(&rest, &name);

    if (kind.len == 6 && ngx_strncmp(kind.data, "filter", 6) == 0
        && rest.len)
    {
        return ngx_smartstack_sql_filter(pool, sql, &name, &rest, token->line,
                                         error);
    }

    if (kind.len == 4 && ngx_strncmp(kind.data, "sort", 4) == 0 && rest.len) {
        return ngx_smartstack_sql_sort(pool, sql, &name, &rest, token->line,
                                       error);
    }

    return ngx_smartstack_sql_error(pool, error,
              "a fragment is \"filter NAME CONDITION\", \"sort NAME KEYS\" or "
              "\"current\"");
}


ngx_int_t
ngx_smartstack_sql_head_fragment(ngx_pool_t *pool, ngx_smartstack_sql_t *sql,
    ngx_smartstack_sql_token_t *token, ngx_str_t *error)
{
    ngx_int_t  every;
    ngx_str_t  rest, kind;

    rest.data = token->text.data + 3;
    rest.len = token->text.len - 3;

    ngx_smartstack_sql_cut(&rest, &kind);

    if (kind.len != 5 || ngx_strncmp(kind.data, "every", 5) != 0) {
        return ngx_smartstack_sql_error(pool, error,
                                        "fragments go behind the statement");
    }

    if (sql->every) {
        return ngx_smartstack_sql_error(pool, error,
                                        "\"--: every\" is there twice");
    }

    every = ngx_parse_time(&rest, 0);

    if (every == NGX_ERROR || every < NGX_SMARTSTACK_SQL_MIN_EVERY
        || every > NGX_SMARTSTACK_SQL_MAX_EVERY)
    {
        return ngx_smartstack_sql_error(pool, error,
                                 "\"%V\" is not a time from 1s to 24h", &rest);
    }

    sql->every = every;

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_sql_filter(ngx_pool_t *pool, ngx_smartstack_sql_t *sql,
    ngx_str_t *name, ngx_str_t *rest, ngx_uint_t line, ngx_str_t *error)
{
    ngx_uint_t                    i, used;
    ngx_smartstack_sql_lexer_t    lexer;
    ngx_smartstack_sql_token_t    token;
    ngx_smartstack_sql_filter_t  *filter;

    filter = sql->filters.elts;

    for (i = 0; i < sql->filters.nelts; i++) {
        if (filter[i].name.len == name->len
            && ngx_memcmp(filter[i].name.data, name->data, name->len) == 0)
        {
            return ngx_smartstack_sql_error(pool, error,
                                      "filter \"%V\" is there twice", name);
        }
    }

    if (i == NGX_SMARTSTACK_SQL_MAX_FILTERS) {
        return ngx_smartstack_sql_error(pool, error, "more than %d filters",
                                        NGX_SMARTSTACK_SQL_MAX_FILTERS);
    }

    used = 0;
    ngx_smartstack_sql_lexer(&lexer, pool, rest, line);

    for ( ;; ) {

        if (ngx_smartstack_sql_next(&lexer, &token) != NGX_OK) {
            *error = lexer.error;
            return NGX_ERROR;
        }

        if (token.kind == NGX_SMARTSTACK_SQL_END) {
            break;
        }

        if (token.kind == NGX_SMARTSTACK_SQL_COMMENT
            || token.kind == NGX_SMARTSTACK_SQL_SEMICOLON)
        {
            return ngx_smartstack_sql_error(pool, error,
                                          "\"%V\" in a filter", &token.text);
        }

        if (token.kind != NGX_SMARTSTACK_SQL_PARAM) {
            continue;
        }

        if (token.name.len == 5
            && ngx_strncmp(token.name.data, "value", 5) == 0)
        {
            used = 1;
        }

        if (ngx_smartstack_sql_reserved(&token.name) != NGX_OK) {
            return ngx_smartstack_sql_error(pool, error,
                                "the name \":%V\" is reserved", &token.name);
        }
    }

    if (!used) {
        return ngx_smartstack_sql_error(pool, error,
                   "filter \"%V\" does not use \":value::type\"", name);
    }

    filter = ngx_array_push(&sql->filters);
    if (filter == NULL) {
        return NGX_ERROR;
    }

    filter->name = *name;
    filter->condition = *rest;
    filter->line = line;

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_sql_sort(ngx_pool_t *pool, ngx_smartstack_sql_t *sql,
    ngx_str_t *name, ngx_str_t *rest, ngx_uint_t line, ngx_str_t *error)
{
    ngx_str_t                    key;
    ngx_uint_t                   i;
    ngx_smartstack_sql_sort_t   *sort;
    ngx_smartstack_sql_lexer_t   lexer;
    ngx_smartstack_sql_token_t   token;

    sort = sql->sorts.elts;

    for (i = 0; i < sql->sorts.nelts; i++) {
        if (sort[i].name.len == name->len
            && ngx_memcmp(sort[i].name.data, name->data, name->len) == 0)
        {
            return ngx_smartstack_sql_error(pool, error,
                                        "sort \"%V\" is there twice", name);
        }
    }

    if (i == NGX_SMARTSTACK_SQL_MAX_SORTS) {
        return ngx_smartstack_sql_error(pool, error, "more than %d sorts",
                                        NGX_SMARTSTACK_SQL_MAX_SORTS);
    }

    sort = ngx_array_push(&sql->sorts);
    if (sort == NULL) {
        return NGX_ERROR;
    }

    ngx_memzero(sort, sizeof(ngx_smartstack_sql_sort_t));
    sort->name = *name;
    sort->line = line;

    ngx_smartstack_sql_lexer(&lexer, pool, rest, line);
    key.data = rest->data;

    for ( ;; ) {

        if (ngx_smartstack_sql_next(&lexer, &token) != NGX_OK) {
            *error = lexer.error;
            return NGX_ERROR;
        }

        if (token.kind == NGX_SMARTSTACK_SQL_COMMENT
            || token.kind == NGX_SMARTSTACK_SQL_SEMICOLON
            || token.kind == NGX_SMARTSTACK_SQL_PARAM)
        {
            return ngx_smartstack_sql_error(pool, error,
                                            "\"%V\" in a sort", &token.text);
        }

        if (token.kind != NGX_SMARTSTACK_SQL_END
            && (token.kind != NGX_SMARTSTACK_SQL_COMMA || token.depth))
        {
            continue;
        }

        key.len = token.text.data - key.data;

        if (ngx_smartstack_sql_sort_key(pool, sort, &key, error) != NGX_OK) {
            return NGX_ERROR;
        }

        if (token.kind == NGX_SMARTSTACK_SQL_END) {
            return NGX_OK;
        }

        key.data = token.text.data + 1;
    }
}


/* "expression::type": the last cast outside of brackets names the type */

static ngx_int_t
ngx_smartstack_sql_sort_key(ngx_pool_t *pool, ngx_smartstack_sql_sort_t *sort,
    ngx_str_t *key, ngx_str_t *error)
{
    u_char                      *cast;
    ngx_str_t                    expr, type;
    ngx_uint_t                   words;
    ngx_smartstack_sql_lexer_t   lexer;
    ngx_smartstack_sql_token_t   token;

    if (sort->nkeys == NGX_SMARTSTACK_SQL_MAX_KEYS) {
        return ngx_smartstack_sql_error(pool, error,
                     "sort \"%V\" has more than %d keys", &sort->name,
                     NGX_SMARTSTACK_SQL_MAX_KEYS);
    }

    cast = NULL;
    words = 0;
    ngx_str_null(&expr);
    ngx_str_null(&type);

    ngx_smartstack_sql_lexer(&lexer, pool, key, sort->line);

    for ( ;; ) {

        if (ngx_smartstack_sql_next_word(&lexer, &token) != NGX_OK) {
            *error = lexer.error;
            return NGX_ERROR;
        }

        if (token.kind == NGX_SMARTSTACK_SQL_END) {
            break;
        }

        if (token.kind == NGX_SMARTSTACK_SQL_CAST && token.depth == 0) {
            cast = token.text.data;
            words = 0;
            continue;
        }

        if (expr.data == NULL) {
            expr.data = token.text.data;
        }

        type = token.text;
        words += (token.kind == NGX_SMARTSTACK_SQL_WORD) ? 1 : 2;
    }

    if (cast == NULL || words != 1 || cast <= expr.data) {
        return ngx_smartstack_sql_error(pool, error,
                     "a key of sort \"%V\" is no \"expression::type\"",
                     &sort->name);
    }

    expr.len = cast - expr.data;

    while (expr.data[expr.len - 1] == ' ' || expr.data[expr.len - 1] == '\t') {
        expr.len--;
    }

    sort->expr[sort->nkeys] = expr;
    sort->type[sort->nkeys] = type;
    sort->nkeys++;

    return NGX_OK;
}


/* Moves the first word of a line from text to word, and trims both. */

static void
ngx_smartstack_sql_cut(ngx_str_t *text, ngx_str_t *word)
{
    u_char  *p, *end;

    p = text->data;
    end = text->data + text->len;

    while (end > p && (end[-1] == ' ' || end[-1] == '\t'
                       || end[-1] == '\r'))
    {
        end--;
    }

    while (p < end && (*p == ' ' || *p == '\t')) {
        p++;
    }

    word->data = p;

    while (p < end && *p != ' ' && *p != '\t') {
        p++;
    }

    word->len = p - word->data;

    while (p < end && (*p == ' ' || *p == '\t')) {
        p++;
    }

    text->data = p;
    text->len = end - p;
}


/* value_0, cursor_0: what composed statements call their own parameters */

ngx_int_t
ngx_smartstack_sql_reserved(ngx_str_t *name)
{
    size_t  prefix;

    if (name->len > 6 && ngx_strncmp(name->data, "value_", 6) == 0) {
        prefix = 6;

    } else if (name->len > 7 && ngx_strncmp(name->data, "cursor_", 7) == 0) {
        prefix = 7;

    } else {
        return NGX_OK;
    }

    return ngx_atoi(name->data + prefix, name->len - prefix) == NGX_ERROR
           ? NGX_OK : NGX_DECLINED;
}
