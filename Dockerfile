# One image for the site and for the background work: compose.yaml runs it twice with different commands.
FROM python:3.11-slim-bookworm

# Whoever runs it may write nothing here: what Python compiles is kept at the build, or each start and command would take
# more than twice its time to compile Django anew.
ENV PYTHONUNBUFFERED=1 UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/srv/venv \
    PATH="/srv/venv/bin:$PATH" AIME_DATA_DIR=/data AIME_STATIC_DIR=/srv/static \
    AIME_COMMAND="python manage.py"

RUN pip install --no-cache-dir "uv==0.13.9"

WORKDIR /srv/aime
# The pins alone first: a change of the code does not fetch the libraries anew.
COPY pyproject.toml ./
RUN uv sync --no-dev --no-cache

COPY manage.py README.md LICENSE ./
COPY aime_site aime_site
COPY collection collection
COPY enrichment enrichment

RUN python -m compileall -q manage.py aime_site collection enrichment

RUN AIME_DATA_DIR=/tmp/build python manage.py collectstatic --noinput --verbosity=0 && rm -r /tmp/build

# The owner of /data, also where an empty volume is mounted there; nothing else can be written to.
RUN useradd --system --uid 10001 --home-dir /data --no-create-home aime && install -d -o aime -g aime /data
USER aime
VOLUME /data

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import Request, urlopen; urlopen(Request('http://127.0.0.1:8000/healthz?part=site', headers={'Host': 'localhost'}), timeout=4)"]

# The exec form: SIGTERM reaches the first process alone, which lets what is under way end.
CMD ["gunicorn", "aime_site.wsgi", "--bind=0.0.0.0:8000", "--config=python:aime_site.web_server"]
