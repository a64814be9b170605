"""What `make audit` looks at: weight and requests, accessibility, valid HTML, and Lighthouse's scores."""
