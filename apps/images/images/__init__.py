"""Names what is in a picture, with EfficientNet-Lite0 in a file of ONNX, and says when it is not sure."""
