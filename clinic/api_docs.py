"""The API's offline documentation page.

In: nothing. Out: a page that shows the OpenAPI schema from files we serve ourselves.
"""

from csp.decorators import csp_update
from drf_spectacular.views import SpectacularSwaggerSplitView

# Swagger's own page sets styles inline; its script is served as a file of its own.
docs = csp_update({"style-src": "'unsafe-inline'"})(SpectacularSwaggerSplitView.as_view(url_name="api:schema"))
