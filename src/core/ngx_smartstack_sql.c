
/*
 * A file of api/sql: a comment that says what it does, one statement, and
 * fragments, each on a line that begins with "--:".
 */


#include <ngx_smartstack_sql_lex.h>


typedef enum {
    ngx_smartstack_sql_head = 0,
    ngx_smartstack_sql_main,
    ngx_smartstack_sql_fragments,
    ngx_smartstack_sql_current,
    ngx_smartstack_sql_over             /* behind a semicolon */
} ngx_smartstack_sql_part_e;


typedef struct {
    ngx_smartstack_sql_t        *sql;
    ngx_smartstack_sql_lexer_t   lexer;
    ngx_smartstack_sql_part_e    part;
    ngx_uint_t                   commented;
} ngx_smartstack_sql_parser_t;


static ngx_int_t ngx_smartstack_sql_token(ngx_smartstack_sql_parser_t *parser,
    ngx_smartstack_sql_token_t *token, ngx_str_t *error);
static ngx_int_t ngx_smartstack_sql_add(ngx_smartstack_sql_parser_t *parser,
    ngx_str_t *source, ngx_uint_t *line, ngx_smartstack_sql_token_t *token,
    ngx_str_t *error);
static ngx_int_t ngx_smartstack_sql_finish(ngx_smartstack_sql_parser_t *parser,
    ngx_uint_t *line, ngx_str_t *error);
static ngx_int_t ngx_smartstack_sql_place(ngx_smartstack_sql_text_t *out,
    ngx_smartstack_sql_token_t *token, ngx_uint_t *n);


ngx_int_t
ngx_smartstack_sql_parse(ngx_pool_t *pool, ngx_str_t *file, ngx_str_t *text,
    ngx_smartstack_sql_t *sql, ngx_uint_t *line, ngx_str_t *error)
{
    ngx_smartstack_sql_token_t   token;
    ngx_smartstack_sql_parser_t  parser;

    ngx_memzero(sql, sizeof(ngx_smartstack_sql_t));
    sql->file = *file;

    if (ngx_array_init(&sql->filters, pool, 4,
                       sizeof(ngx_smartstack_sql_filter_t))
        != NGX_OK
        || ngx_array_init(&sql->sorts, pool, 2,
                          sizeof(ngx_smartstack_sql_sort_t))
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    ngx_memzero(&parser, sizeof(ngx_smartstack_sql_parser_t));
    parser.sql = sql;
    ngx_smartstack_sql_lexer(&parser.lexer, pool, text, 1);

    for ( ;; ) {

        if (ngx_smartstack_sql_next(&parser.lexer, &token) != NGX_OK) {
            *line = parser.lexer.line;
            *error = parser.lexer.error;
            return NGX_ERROR;
        }

        if (token.kind == NGX_SMARTSTACK_SQL_END) {
            return ngx_smartstack_sql_finish(&parser, line, error);
        }

        if (token.kind == NGX_SMARTSTACK_SQL_SPACE) {
            continue;
        }

        if (ngx_smartstack_sql_token(&parser, &token, error) != NGX_OK) {
            *line = token.line;
            return NGX_ERROR;
        }
    }
}


static ngx_int_t
ngx_smartstack_sql_token(ngx_smartstack_sql_parser_t *parser,
    ngx_smartstack_sql_token_t *token, ngx_str_t *error)
{
    ngx_int_t              rc;
    ngx_str_t             *text;
    ngx_pool_t            *pool;
    ngx_smartstack_sql_t  *sql;

    sql = parser->sql;
    text = &token->text;
    pool = parser->lexer.pool;

    if (token->kind == NGX_SMARTSTACK_SQL_COMMENT) {

        if (text->len >= 3 && ngx_strncmp(text->data, "--:", 3) == 0) {
            if (parser->part == ngx_smartstack_sql_head) {
                return ngx_smartstack_sql_head_fragment(pool, sql, token,
                                                        error);
            }

            parser->part = ngx_smartstack_sql_fragments;

            rc = ngx_smartstack_sql_fragment(pool, sql, token, error);

            if (rc == NGX_DONE) {
                parser->part = ngx_smartstack_sql_current;
                return NGX_OK;
            }

            return rc;
        }

        if (text->data[0] == '-') {
            parser->commented = 1;
        }

        return NGX_OK;
    }

    if (!parser->commented) {
        return ngx_smartstack_sql_error(pool, error,
                "a file begins with a \"--\" comment that says what it does");
    }

    switch (parser->part) {

    case ngx_smartstack_sql_head:
        parser->part = ngx_smartstack_sql_main;

        /* fall through */

    case ngx_smartstack_sql_main:
        return ngx_smartstack_sql_add(parser, &sql->main, &sql->main_line,
                                      token, error);

    case ngx_smartstack_sql_current:
        return ngx_smartstack_sql_add(parser, &sql->current,
                                      &sql->current_line, token, error);

    case ngx_smartstack_sql_fragments:
        return ngx_smartstack_sql_error(pool, error,
                                 "the statement goes before the fragments");

    default: /* ngx_smartstack_sql_over */
        return ngx_smartstack_sql_error(pool, error,
                                        "more than one statement");
    }
}


static ngx_int_t
ngx_smartstack_sql_add(ngx_smartstack_sql_parser_t *parser, ngx_str_t *source,
    ngx_uint_t *line, ngx_smartstack_sql_token_t *token, ngx_str_t *error)
{
    ngx_uint_t   i;
    ngx_pool_t  *pool;

    static const char  *verbs[] = {
        "select", "insert", "update", "delete", "with", NULL
    };

    pool = parser->lexer.pool;

    if (token->kind == NGX_SMARTSTACK_SQL_SEMICOLON) {

        if (token->depth || source->len == 0) {
            return ngx_smartstack_sql_error(pool, error,
                                            "\";\" ends no statement");
        }

        parser->part = ngx_smartstack_sql_over;
        return NGX_OK;
    }

    if (token->kind == NGX_SMARTSTACK_SQL_PARAM
        && ngx_smartstack_sql_reserved(&token->name) != NGX_OK)
    {
        return ngx_smartstack_sql_error(pool, error,
                              "the name \":%V\" is reserved", &token->name);
    }

    if (source->len) {
        source->len = token->text.data + token->text.len - source->data;
        return NGX_OK;
    }

    for (i = 0; verbs[i]; i++) {
        if (ngx_smartstack_sql_is(token, verbs[i])) {
            *source = token->text;
            *line = token->line;
            return NGX_OK;
        }
    }

    return ngx_smartstack_sql_error(pool, error,
           "a statement begins with select, insert, update, delete or with");
}


static ngx_int_t
ngx_smartstack_sql_finish(ngx_smartstack_sql_parser_t *parser,
    ngx_uint_t *line, ngx_str_t *error)
{
    ngx_pool_t                    *pool;
    ngx_smartstack_sql_t          *sql;
    ngx_smartstack_sql_filter_t   *filter;
    ngx_smartstack_sql_outline_t   outline;

    sql = parser->sql;
    pool = parser->lexer.pool;

    *line = sql->main_line ? sql->main_line : 1;

    if (sql->main.len == 0) {
        return ngx_smartstack_sql_error(pool, error, "there is no statement");
    }

    if (ngx_smartstack_sql_outline(pool, &sql->main, sql->main_line, &outline)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (outline.body == NULL) {
        return ngx_smartstack_sql_error(pool, error,
                       "select, insert, update or delete is missing behind "
                       "the WITH list");
    }

    if (sql->current_line && sql->current.len == 0) {
        *line = sql->current_line;
        return ngx_smartstack_sql_error(pool, error,
                               "there is no statement behind the fragment");
    }

    if (sql->sorts.nelts == 0) {

        if (sql->filters.nelts) {
            filter = sql->filters.elts;
            *line = filter->line;
            return ngx_smartstack_sql_error(pool, error,
                                 "filters need at least one \"--: sort\"");
        }

        return NGX_OK;
    }

    if (ngx_tolower(outline.verb.data[0]) != 's' || outline.distinct) {
        return ngx_smartstack_sql_error(pool, error,
                              "a list with sorts is a plain select%s",
                              outline.distinct ? " without DISTINCT" : "");
    }

    if (outline.clause.len) {
        *line = outline.clause_line;
        return ngx_smartstack_sql_error(pool, error,
                         "\"%V\" in a list with sorts, which ends with WHERE",
                         &outline.clause);
    }

    if (outline.where == NULL) {
        return ngx_smartstack_sql_error(pool, error,
                                    "a list with sorts ends with WHERE");
    }

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_sql_number(ngx_pool_t *pool, ngx_str_t *source,
    ngx_uint_t first_line, ngx_smartstack_sql_text_t *out, ngx_uint_t *line,
    ngx_str_t *error)
{
    u_char                      *p;
    size_t                       size;
    ngx_uint_t                   i, n;
    ngx_smartstack_sql_lexer_t   lexer;
    ngx_smartstack_sql_token_t   token;

    if (ngx_array_init(&out->params, pool, 4,
                       sizeof(ngx_smartstack_sql_param_t))
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    /* "$n" is at most this much longer than ":x" */

    size = source->len + 1;

    for (i = 0; i < source->len; i++) {
        if (source->data[i] == ':') {
            size += NGX_INT_T_LEN;
        }
    }

    p = ngx_pnalloc(pool, size);
    if (p == NULL) {
        return NGX_ERROR;
    }

    out->text.data = p;

    ngx_smartstack_sql_lexer(&lexer, pool, source, first_line);

    for ( ;; ) {

        if (ngx_smartstack_sql_next(&lexer, &token) != NGX_OK) {
            *line = lexer.line;
            *error = lexer.error;
            return NGX_ERROR;
        }

        if (token.kind == NGX_SMARTSTACK_SQL_END) {
            out->text.len = p - out->text.data;
            *p = '\0';
            return NGX_OK;
        }

        if (token.kind != NGX_SMARTSTACK_SQL_PARAM) {
            p = ngx_cpymem(p, token.text.data, token.text.len);
            continue;
        }

        if (ngx_smartstack_sql_place(out, &token, &n) != NGX_OK) {
            return NGX_ERROR;
        }

        p = ngx_sprintf(p, "$%ui::%V", n, &token.type);
    }
}


/* The number of a parameter, new or seen before. */

static ngx_int_t
ngx_smartstack_sql_place(ngx_smartstack_sql_text_t *out,
    ngx_smartstack_sql_token_t *token, ngx_uint_t *n)
{
    ngx_uint_t                   i;
    ngx_smartstack_sql_param_t  *param;

    param = out->params.elts;

    for (i = 0; i < out->params.nelts; i++) {
        if (param[i].name.len == token->name.len
            && param[i].type.len == token->type.len
            && ngx_memcmp(param[i].name.data, token->name.data,
                          token->name.len)
               == 0
            && ngx_memcmp(param[i].type.data, token->type.data,
                          token->type.len)
               == 0)
        {
            *n = i + 1;
            return NGX_OK;
        }
    }

    param = ngx_array_push(&out->params);
    if (param == NULL) {
        return NGX_ERROR;
    }

    param->name = token->name;
    param->type = token->type;
    param->line = token->line;
    param->array = token->type.len > 2
                   && token->type.data[token->type.len - 1] == ']';

    *n = out->params.nelts;

    return NGX_OK;
}
