
#include <ngx_smartstack_letter.h>
#include <ngx_smartstack_file.h>


#define NGX_SMARTSTACK_LETTER_FILE  65536       /* bytes of a template */
#define NGX_SMARTSTACK_LETTER_TEXT  262144      /* ... of what it becomes */


static ngx_int_t ngx_smartstack_letter_entry(
    ngx_smartstack_letters_t *letters, ngx_str_t *dir, const char *entry,
    ngx_str_t *error);
static ngx_int_t ngx_smartstack_letter_file(ngx_pool_t *pool, ngx_str_t *dir,
    ngx_str_t *name, const char *ending, ngx_str_t *path, ngx_str_t *text,
    ngx_str_t *error);
static ngx_int_t ngx_smartstack_letter_headers(ngx_pool_t *pool,
    ngx_smartstack_letter_t *letter, ngx_str_t *path, ngx_str_t *text,
    ngx_str_t *error);
static ngx_int_t ngx_smartstack_letter_compile(ngx_pool_t *pool,
    ngx_str_t *path, ngx_str_t *text, ngx_smartstack_template_t **first,
    ngx_str_t *error);
static ngx_int_t ngx_smartstack_letter_error(ngx_pool_t *pool,
    ngx_str_t *error, const char *fmt, ...);
static ngx_int_t ngx_smartstack_letter_fill(
    ngx_smartstack_letters_t *letters, ngx_smartstack_letter_t *letter,
    json_t *vars, ngx_pool_t *pool, ngx_smartstack_mime_t *mail,
    ngx_str_t *error);
static ngx_int_t ngx_smartstack_letter_part(ngx_pool_t *pool,
    ngx_smartstack_template_t *t, ngx_smartstack_template_t *content,
    json_t *vars, ngx_uint_t html, ngx_str_t *value, ngx_str_t *error);


ngx_smartstack_letters_t *
ngx_smartstack_letters_read(ngx_pool_t *pool, ngx_str_t *dir,
    ngx_str_t *error)
{
    DIR                       *d;
    ngx_int_t                  rc;
    struct dirent             *entry;
    ngx_smartstack_letters_t  *letters;

    ngx_str_set(error, "no memory");

    letters = ngx_pcalloc(pool, sizeof(ngx_smartstack_letters_t));

    if (letters == NULL
        || ngx_array_init(&letters->letters, pool, 16,
                          sizeof(ngx_smartstack_letter_t))
           != NGX_OK)
    {
        return NULL;
    }

    letters->pool = pool;

    d = opendir((char *) dir->data);
    if (d == NULL) {
        (void) ngx_smartstack_letter_error(pool, error,
                   "%V: cannot be read: %s", dir, strerror(ngx_errno));
        return NULL;
    }

    rc = NGX_OK;

    while (rc == NGX_OK && (entry = readdir(d)) != NULL) {
        rc = ngx_smartstack_letter_entry(letters, dir, entry->d_name, error);
    }

    (void) closedir(d);

    if (rc == NGX_OK && letters->text == NULL) {
        rc = ngx_smartstack_letter_error(pool, error,
                                         "%V: layout.txt is missing", dir);
    }

    return (rc == NGX_OK) ? letters : NULL;
}


/* Each NAME.txt is a letter, and "layout" is what stands around them. */

static ngx_int_t
ngx_smartstack_letter_entry(ngx_smartstack_letters_t *letters, ngx_str_t *dir,
    const char *entry, ngx_str_t *error)
{
    ngx_str_t                 name, path, text, html_path, html;
    ngx_pool_t               *pool;
    ngx_uint_t                layout;
    ngx_smartstack_letter_t  *letter;

    pool = letters->pool;

    name.len = ngx_strlen(entry);

    if (entry[0] == '.' || name.len < 5
        || ngx_strcmp(entry + name.len - 4, ".txt") != 0)
    {
        return NGX_OK;
    }

    name.len -= 4;
    name.data = ngx_pnalloc(pool, name.len);
    if (name.data == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(name.data, entry, name.len);

    if (ngx_smartstack_letter_file(pool, dir, &name, ".txt", &path, &text,
                                   error)
        != NGX_OK
        || ngx_smartstack_letter_file(pool, dir, &name, ".html", &html_path,
                                      &html, error)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    layout = name.len == 6 && ngx_strncmp(name.data, "layout", 6) == 0;

    if (layout) {
        if (ngx_smartstack_letter_compile(pool, &path, &text, &letters->text,
                                          error)
            != NGX_OK)
        {
            return NGX_ERROR;
        }

        return ngx_smartstack_letter_compile(pool, &html_path, &html,
                                             &letters->html, error);
    }

    letter = ngx_array_push(&letters->letters);
    if (letter == NULL) {
        return NGX_ERROR;
    }

    ngx_memzero(letter, sizeof(ngx_smartstack_letter_t));
    letter->name = name;

    if (ngx_smartstack_letter_headers(pool, letter, &path, &text, error)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_smartstack_letter_compile(pool, &html_path, &html,
                                         &letter->html, error);
}


static ngx_int_t
ngx_smartstack_letter_file(ngx_pool_t *pool, ngx_str_t *dir, ngx_str_t *name,
    const char *ending, ngx_str_t *path, ngx_str_t *text, ngx_str_t *error)
{
    ngx_int_t  rc;

    path->data = ngx_pnalloc(pool, dir->len + name->len + sizeof("/.html"));
    if (path->data == NULL) {
        return NGX_ERROR;
    }

    path->len = ngx_sprintf(path->data, "%V/%V%s%Z", dir, name, ending)
                - path->data - 1;

    rc = ngx_smartstack_file_read(pool, (char *) path->data,
                                  NGX_SMARTSTACK_LETTER_FILE, text);

    if (rc == NGX_DECLINED) {
        return ngx_smartstack_letter_error(pool, error,
                                           "%V: the file is too long", path);
    }

    if (rc != NGX_OK) {
        return ngx_smartstack_letter_error(pool, error,
                   "%V: cannot be read: %s", path, strerror(ngx_errno));
    }

    return NGX_OK;
}


/* "Name: value" lines up to an empty one, then the text */

static ngx_int_t
ngx_smartstack_letter_headers(ngx_pool_t *pool,
    ngx_smartstack_letter_t *letter, ngx_str_t *path, ngx_str_t *text,
    ngx_str_t *error)
{
    u_char      *p, *end;
    ngx_str_t    line;
    ngx_uint_t   i;

    struct {
        ngx_str_t                    name;
        ngx_smartstack_template_t  **value;
    } headers[] = {
        { ngx_string("Subject: "), &letter->subject },
        { ngx_string("Reply-To: "), &letter->reply_to },
        { ngx_string("List-Unsubscribe: "), &letter->unsubscribe },
        { ngx_null_string, NULL }
    };

    for ( ;; ) {
        p = text->data;
        end = ngx_strlchr(p, p + text->len, LF);

        if (end == NULL) {
            return ngx_smartstack_letter_error(pool, error,
                       "%V: an empty line is missing behind the headers",
                       path);
        }

        line.data = p;
        line.len = end - p;
        text->data = end + 1;
        text->len -= line.len + 1;

        if (line.len == 0) {
            break;
        }

        for (i = 0; headers[i].name.len; i++) {
            if (line.len > headers[i].name.len
                && ngx_strncmp(p, headers[i].name.data, headers[i].name.len)
                   == 0)
            {
                break;
            }
        }

        if (headers[i].name.len == 0 || *headers[i].value != NULL) {
            return ngx_smartstack_letter_error(pool, error,
                       "%V: \"%V\" is no header of a mail template", path,
                       &line);
        }

        line.data += headers[i].name.len;
        line.len -= headers[i].name.len;

        if (ngx_smartstack_letter_compile(pool, path, &line, headers[i].value,
                                          error)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    if (letter->subject == NULL) {
        return ngx_smartstack_letter_error(pool, error,
                                "%V: \"Subject: \" is missing", path);
    }

    return ngx_smartstack_letter_compile(pool, path, text, &letter->text,
                                         error);
}


static ngx_int_t
ngx_smartstack_letter_compile(ngx_pool_t *pool, ngx_str_t *path,
    ngx_str_t *text, ngx_smartstack_template_t **first, ngx_str_t *error)
{
    ngx_str_t   why;
    ngx_uint_t  line;

    if (ngx_smartstack_template_compile(pool, text, first, &line, &why)
        != NGX_OK)
    {
        return ngx_smartstack_letter_error(pool, error, "%V: line %ui: %V",
                                           path, line, &why);
    }

    if (*first == NULL) {
        return ngx_smartstack_letter_error(pool, error, "%V: is empty", path);
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_letter_error(ngx_pool_t *pool, ngx_str_t *error,
    const char *fmt, ...)
{
    u_char   *p, *last;
    va_list   args;

    p = ngx_pnalloc(pool, NGX_MAX_CONF_ERRSTR);
    if (p == NULL) {
        return NGX_ERROR;
    }

    va_start(args, fmt);
    last = ngx_vslprintf(p, p + NGX_MAX_CONF_ERRSTR - 1, fmt, args);
    va_end(args);

    *last = '\0';

    error->data = p;
    error->len = last - p;

    return NGX_ERROR;
}


ngx_int_t
ngx_smartstack_letter_render(ngx_smartstack_letters_t *letters,
    ngx_str_t *name, json_t *vars, ngx_pool_t *pool,
    ngx_smartstack_mime_t *mail, ngx_str_t *error)
{
    ngx_uint_t                i;
    ngx_smartstack_letter_t  *letter;

    letter = letters->letters.elts;

    for (i = 0; i < letters->letters.nelts; i++) {
        if (letter[i].name.len == name->len
            && ngx_memcmp(letter[i].name.data, name->data, name->len) == 0)
        {
            return ngx_smartstack_letter_fill(letters, &letter[i], vars, pool,
                                              mail, error);
        }
    }

    (void) ngx_smartstack_letter_error(pool, error,
                                       "there is no template \"%V\"", name);

    return NGX_DECLINED;
}


static ngx_int_t
ngx_smartstack_letter_fill(ngx_smartstack_letters_t *letters,
    ngx_smartstack_letter_t *letter, json_t *vars, ngx_pool_t *pool,
    ngx_smartstack_mime_t *mail, ngx_str_t *error)
{
    ngx_int_t   rc;
    ngx_uint_t  i;

    struct {
        ngx_smartstack_template_t  *template;
        ngx_smartstack_template_t  *content;
        ngx_uint_t                  html;
        ngx_str_t                  *value;
    } parts[] = {
        { letter->subject, NULL, 0, &mail->subject },
        { letter->reply_to, NULL, 0, &mail->reply_to },
        { letter->unsubscribe, NULL, 0, &mail->unsubscribe },
        { letters->text, letter->text, 0, &mail->text },
        { letters->html, letter->html, 1, &mail->html }
    };

    for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        rc = ngx_smartstack_letter_part(pool, parts[i].template,
                                        parts[i].content, vars, parts[i].html,
                                        parts[i].value, error);
        if (rc != NGX_OK) {
            return rc;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_letter_part(ngx_pool_t *pool, ngx_smartstack_template_t *t,
    ngx_smartstack_template_t *content, json_t *vars, ngx_uint_t html,
    ngx_str_t *value, ngx_str_t *error)
{
    ngx_str_t              missing;
    ngx_smartstack_text_t  out;

    ngx_smartstack_text_init(&out, pool, NGX_SMARTSTACK_LETTER_TEXT);

    if (ngx_smartstack_template_render(t, content, vars, html, &out, &missing)
        != NGX_OK)
    {
        (void) ngx_smartstack_letter_error(pool, error,
                   "the variable \"%V\" is missing, or no text", &missing);
        return NGX_DECLINED;
    }

    if (out.failed) {
        (void) ngx_smartstack_letter_error(pool, error,
                                           "the mail is too long");
        return NGX_DECLINED;
    }

    value->data = out.data;
    value->len = out.len;

    return NGX_OK;
}
