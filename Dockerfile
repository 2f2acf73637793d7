# docker build -t orglife . && docker run -p 8080:8080 -v orglife:/data orglife
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock .
RUN mkdir /data && python -m venv /venv && \
    /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN /venv/bin/pip install --no-cache-dir --no-deps .
# The bill of materials, as `make sbom` writes it; the tool for it stays behind.
RUN python -m venv /tools && \
    /tools/bin/pip install --no-cache-dir --require-hashes -r tests/supply_chain/requirements.lock && \
    /tools/bin/python -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml \
        --output-reproducible --short-PURLs --of JSON \
        -o /venv/share/orglife/orglife.cdx.json requirements.lock

FROM python:3.12-slim
COPY --from=build /venv /venv
COPY --from=build --chown=10001:10001 /data /data
USER 10001:10001
WORKDIR /data
VOLUME /data
ENV PATH=/venv/bin:$PATH HOME=/data ORGLIFE_DATA_DIR=/data ORGLIFE_WEB__HOST=0.0.0.0 ORGLIFE_WEB__PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["orglife", "run"]
