
/*
 * The lexer follows PostgreSQL's scan.l with standard_conforming_strings on.
 */


#include <ngx_smartstack_sql_lex.h>


#define ngx_smartstack_sql_name_start(c)                                      \
    (((c) >= 'a' && (c) <= 'z') || ((c) >= 'A' && (c) <= 'Z')                 \
     || (c) == '_' || (c) >= 0x80)
#define ngx_smartstack_sql_digit(c)  ((c) >= '0' && (c) <= '9')
#define ngx_smartstack_sql_space(c)                                           \
    ((c) == ' ' || (c) == '\t' || (c) == '\n' || (c) == '\r' || (c) == '\f')


static ngx_int_t ngx_smartstack_sql_scan(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token);
static ngx_int_t ngx_smartstack_sql_block_comment(
    ngx_smartstack_sql_lexer_t *lexer);
static ngx_int_t ngx_smartstack_sql_quote(ngx_smartstack_sql_lexer_t *lexer,
    u_char quote, ngx_uint_t escapes);
static ngx_uint_t ngx_smartstack_sql_continues(
    ngx_smartstack_sql_lexer_t *lexer);
static ngx_int_t ngx_smartstack_sql_dollar(ngx_smartstack_sql_lexer_t *lexer);
static ngx_int_t ngx_smartstack_sql_word(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token);
static ngx_int_t ngx_smartstack_sql_colon(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token);
static ngx_int_t ngx_smartstack_sql_bracket(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token, u_char c);
static u_char *ngx_smartstack_sql_name(u_char *p, u_char *end);


void
ngx_smartstack_sql_lexer(ngx_smartstack_sql_lexer_t *lexer, ngx_pool_t *pool,
    ngx_str_t *source, ngx_uint_t first_line)
{
    ngx_memzero(lexer, sizeof(ngx_smartstack_sql_lexer_t));

    lexer->pool = pool;
    lexer->pos = source->data;
    lexer->end = source->data + source->len;
    lexer->line = first_line;
}


ngx_int_t
ngx_smartstack_sql_next(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token)
{
    u_char     *p;
    ngx_int_t   rc;

    ngx_memzero(token, sizeof(ngx_smartstack_sql_token_t));

    token->text.data = lexer->pos;
    token->line = lexer->line;
    token->depth = lexer->depth;

    if (lexer->pos == lexer->end) {

        if (lexer->depth) {
            lexer->line = lexer->opened[lexer->depth - 1];
            return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                                            "\"%c\" is never closed",
                                            lexer->open[lexer->depth - 1]);
        }

        token->kind = NGX_SMARTSTACK_SQL_END;
        return NGX_OK;
    }

    rc = ngx_smartstack_sql_scan(lexer, token);
    if (rc != NGX_OK) {
        return rc;
    }

    token->text.len = lexer->pos - token->text.data;

    for (p = token->text.data; p < lexer->pos; p++) {
        if (*p == '\0') {
            return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                                            "a NUL byte");
        }

        if (*p == '\n') {
            lexer->line++;
        }
    }

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_sql_next_word(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token)
{
    ngx_int_t  rc;

    do {
        rc = ngx_smartstack_sql_next(lexer, token);
    } while (rc == NGX_OK && (token->kind == NGX_SMARTSTACK_SQL_SPACE
                              || token->kind == NGX_SMARTSTACK_SQL_COMMENT));

    return rc;
}


ngx_uint_t
ngx_smartstack_sql_is(ngx_smartstack_sql_token_t *token, const char *word)
{
    return token->kind == NGX_SMARTSTACK_SQL_WORD
           && token->text.len == ngx_strlen(word)
           && ngx_strncasecmp(token->text.data, (u_char *) word,
                              token->text.len)
              == 0;
}


static ngx_int_t
ngx_smartstack_sql_scan(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token)
{
    u_char  c, next;

    c = *lexer->pos;
    next = (lexer->end - lexer->pos > 1) ? lexer->pos[1] : '\0';

    if (ngx_smartstack_sql_space(c)) {
        token->kind = NGX_SMARTSTACK_SQL_SPACE;

        while (lexer->pos < lexer->end
               && ngx_smartstack_sql_space(*lexer->pos))
        {
            lexer->pos++;
        }

        return NGX_OK;
    }

    if (c == '-' && next == '-') {
        token->kind = NGX_SMARTSTACK_SQL_COMMENT;

        while (lexer->pos < lexer->end && *lexer->pos != '\n') {
            lexer->pos++;
        }

        return NGX_OK;
    }

    if (c == '/' && next == '*') {
        token->kind = NGX_SMARTSTACK_SQL_COMMENT;
        return ngx_smartstack_sql_block_comment(lexer);
    }

    if (ngx_smartstack_sql_name_start(c)) {
        return ngx_smartstack_sql_word(lexer, token);
    }

    if (ngx_smartstack_sql_digit(c)) {
        token->kind = NGX_SMARTSTACK_SQL_NUMBER;

        while (lexer->pos < lexer->end
               && (ngx_smartstack_sql_digit(*lexer->pos)
                   || ngx_smartstack_sql_name_start(*lexer->pos)
                   || *lexer->pos == '.'))
        {
            lexer->pos++;
        }

        return NGX_OK;
    }

    lexer->pos++;
    token->kind = NGX_SMARTSTACK_SQL_OTHER;

    switch (c) {

    case '\'':
    case '"':
        token->kind = NGX_SMARTSTACK_SQL_QUOTED;
        return ngx_smartstack_sql_quote(lexer, c, 0);

    case '$':
        token->kind = NGX_SMARTSTACK_SQL_QUOTED;
        return ngx_smartstack_sql_dollar(lexer);

    case ':':
        return ngx_smartstack_sql_colon(lexer, token);

    case ',':
        token->kind = NGX_SMARTSTACK_SQL_COMMA;
        return NGX_OK;

    case ';':
        token->kind = NGX_SMARTSTACK_SQL_SEMICOLON;
        return NGX_OK;

    case '(':
    case '[':
    case ')':
    case ']':
        return ngx_smartstack_sql_bracket(lexer, token, c);

    default:
        return NGX_OK;
    }
}


/* Block comments nest. */

static ngx_int_t
ngx_smartstack_sql_block_comment(ngx_smartstack_sql_lexer_t *lexer)
{
    u_char      *p;
    ngx_uint_t   depth;

    depth = 0;
    p = lexer->pos;

    while (lexer->end - p > 1) {

        if (p[0] == '/' && p[1] == '*') {
            depth++;
            p += 2;
            continue;
        }

        if (p[0] == '*' && p[1] == '/') {
            p += 2;

            if (--depth == 0) {
                lexer->pos = p;
                return NGX_OK;
            }

            continue;
        }

        p++;
    }

    return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                                    "the comment is never closed");
}


/* lexer->pos is just behind the opening quote. */

static ngx_int_t
ngx_smartstack_sql_quote(ngx_smartstack_sql_lexer_t *lexer, u_char quote,
    ngx_uint_t escapes)
{
    u_char  c;

    while (lexer->pos < lexer->end) {

        c = *lexer->pos++;

        if (c == '\\' && escapes && lexer->pos < lexer->end) {
            lexer->pos++;
            continue;
        }

        if (c != quote) {
            continue;
        }

        if (lexer->pos < lexer->end && *lexer->pos == quote) {
            lexer->pos++;
            continue;
        }

        if (quote == '\'' && ngx_smartstack_sql_continues(lexer)) {
            continue;
        }

        return NGX_OK;
    }

    return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                                    "the quote is never closed");
}


/* 'a' <newline> 'b' is one string, which matters with escapes. */

static ngx_uint_t
ngx_smartstack_sql_continues(ngx_smartstack_sql_lexer_t *lexer)
{
    u_char      *p;
    ngx_uint_t   newline;

    newline = 0;

    for (p = lexer->pos; p < lexer->end; p++) {

        if (*p == '\n') {
            newline = 1;

        } else if (!ngx_smartstack_sql_space(*p)) {
            break;
        }
    }

    if (!newline || p == lexer->end || *p != '\'') {
        return 0;
    }

    lexer->pos = p + 1;

    return 1;
}


/* $$ ... $$ or $tag$ ... $tag$; lexer->pos is just behind the first "$". */

static ngx_int_t
ngx_smartstack_sql_dollar(ngx_smartstack_sql_lexer_t *lexer)
{
    u_char  *p, *tag;
    size_t   len;

    tag = lexer->pos - 1;
    p = lexer->pos;

    if (p < lexer->end && ngx_smartstack_sql_digit(*p)) {
        return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                         "parameters have names: \":name::type\", not \"$1\"");
    }

    if (p < lexer->end && ngx_smartstack_sql_name_start(*p)) {
        while (p < lexer->end && (ngx_smartstack_sql_name_start(*p)
                                  || ngx_smartstack_sql_digit(*p)))
        {
            p++;
        }
    }

    if (p == lexer->end || *p != '$') {
        return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                                        "a \"$\" that opens no string");
    }

    len = ++p - tag;

    for ( /* void */ ; (size_t) (lexer->end - p) >= len; p++) {
        if (ngx_memcmp(p, tag, len) == 0) {
            lexer->pos = p + len;
            return NGX_OK;
        }
    }

    return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                                    "the quote is never closed");
}


/* A word, or the prefix of a string: E'', B'', X'', N'', U&'', U&"". */

static ngx_int_t
ngx_smartstack_sql_word(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token)
{
    u_char  *p, c, quote;
    size_t   len;

    p = ngx_smartstack_sql_name(lexer->pos, lexer->end);
    len = p - lexer->pos;
    c = ngx_tolower(*lexer->pos);

    if (len == 1 && p < lexer->end) {

        if (*p == '\'' && (c == 'e' || c == 'b' || c == 'x' || c == 'n')) {
            token->kind = NGX_SMARTSTACK_SQL_QUOTED;
            lexer->pos = p + 1;
            return ngx_smartstack_sql_quote(lexer, '\'', c == 'e');
        }

        if (c == 'u' && lexer->end - p > 1 && p[0] == '&'
            && (p[1] == '\'' || p[1] == '"'))
        {
            token->kind = NGX_SMARTSTACK_SQL_QUOTED;
            quote = p[1];
            lexer->pos = p + 2;
            return ngx_smartstack_sql_quote(lexer, quote, 0);
        }
    }

    token->kind = NGX_SMARTSTACK_SQL_WORD;
    lexer->pos = p;

    return NGX_OK;
}


/* "::", ":name::type", or a colon alone; lexer->pos is behind the colon. */

static ngx_int_t
ngx_smartstack_sql_colon(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token)
{
    u_char  *p, *type;

    p = lexer->pos;

    if (p < lexer->end && *p == ':') {
        token->kind = NGX_SMARTSTACK_SQL_CAST;
        lexer->pos++;
        return NGX_OK;
    }

    if (p == lexer->end || !ngx_smartstack_sql_name_start(*p)) {
        return NGX_OK;
    }

    token->kind = NGX_SMARTSTACK_SQL_PARAM;
    token->name.data = p;

    p = ngx_smartstack_sql_name(p, lexer->end);
    token->name.len = p - token->name.data;

    if (lexer->end - p < 3 || p[0] != ':' || p[1] != ':'
        || !ngx_smartstack_sql_name_start(p[2]))
    {
        return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                 "parameter \":%V\" has no type: write \":%V::type\"",
                 &token->name, &token->name);
    }

    type = p + 2;
    p = ngx_smartstack_sql_name(type, lexer->end);

    if (lexer->end - p > 1 && p[0] == '.'
        && ngx_smartstack_sql_name_start(p[1]))
    {
        p = ngx_smartstack_sql_name(p + 1, lexer->end);
    }

    if (lexer->end - p > 1 && p[0] == '[' && p[1] == ']') {
        p += 2;
    }

    token->type.data = type;
    token->type.len = p - type;

    lexer->pos = p;

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_sql_bracket(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token, u_char c)
{
    u_char  open;

    if (c == '(' || c == '[') {

        if (lexer->depth == NGX_SMARTSTACK_SQL_MAX_DEPTH) {
            return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                                            "brackets are nested too deep");
        }

        lexer->open[lexer->depth] = c;
        lexer->opened[lexer->depth++] = token->line;

        return NGX_OK;
    }

    open = (c == ')') ? '(' : '[';

    if (lexer->depth == 0 || lexer->open[lexer->depth - 1] != open) {
        return ngx_smartstack_sql_error(lexer->pool, &lexer->error,
                                        "\"%c\" closes nothing", c);
    }

    token->depth = --lexer->depth;

    return NGX_OK;
}


static u_char *
ngx_smartstack_sql_name(u_char *p, u_char *end)
{
    while (p < end && (ngx_smartstack_sql_name_start(*p)
                       || ngx_smartstack_sql_digit(*p) || *p == '$'))
    {
        p++;
    }

    return p;
}


ngx_int_t
ngx_smartstack_sql_error(ngx_pool_t *pool, ngx_str_t *error, const char *fmt,
    ...)
{
    u_char   *last, buf[NGX_MAX_CONF_ERRSTR];
    va_list   args;

    va_start(args, fmt);
    last = ngx_vslprintf(buf, buf + NGX_MAX_CONF_ERRSTR, fmt, args);
    va_end(args);

    error->len = last - buf;
    error->data = ngx_pnalloc(pool, error->len);

    if (error->data == NULL) {
        error->len = 0;
        return NGX_ERROR;
    }

    ngx_memcpy(error->data, buf, error->len);

    return NGX_ERROR;
}
