"""The learned engine: a small pretrained encoder, tuned on labelled news, run by ONNX Runtime."""
