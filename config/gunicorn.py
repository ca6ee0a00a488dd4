"""How gunicorn serves the site: `gunicorn -c config/gunicorn.py config.wsgi`."""

from config import environment

bind = f"{environment.text('HOST', '127.0.0.1')}:{environment.number('PORT', 8000, least=1, most=65535)}"
workers = environment.number("WEB_CONCURRENCY", 2, least=1, most=64)
worker_class = "sync"
timeout = 60
# The site is loaded once before the workers part: a wrong setting then ends the start instead of every worker in turn.
preload_app = True
max_requests = 5000
max_requests_jitter = 500
# The site writes its own line for each request (config/requests.py).
accesslog = None
loglevel = "warning"
control_socket_disable = True
