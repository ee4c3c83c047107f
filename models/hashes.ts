/**
 * Size in bytes and SHA-256 of public model files, as published; null if unpublished.
 * In a file of their own, so that tests can run the same catalogue on stand-in files.
 */

type Fingerprint = readonly [bytes: number | null, sha256: string | null];

/** By repository@revision, then by path. */
const HASHES: Record<string, Record<string, Fingerprint>> = {
  'Xenova/clip-vit-base-patch32@d15189d7028b43f1d3e65039190477f6af591c2a': {
    'preprocessor_config.json': [520, '6f638fb9401a6d6296feff533ee7efe657b787c49f954f82f5906b36ef2a1b1f'],
    'tokenizer.json': [2_224_119, 'f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd'],
    'onnx/vision_model_fp16.onnx': [
      176_080_659,
      '35c4e0fb0aeee527dcde1693520b214a34424a786babd530f35366bad5844efd',
    ],
    'onnx/vision_model_quantized.onnx': [
      89_117_001,
      '583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299',
    ],
    'onnx/vision_model_q4f16.onnx': [
      53_267_374,
      'd238c4e0afe798c47c5991a046b923c5bcbeed19c2d75d7c0db845ba73bb7b87',
    ],
    'onnx/text_model_fp16.onnx': [
      127_339_794,
      'df587ffbf248bf20d44fa6e16adc5ebc27ead691860e5333dbdaab5fd6bf3f6e',
    ],
    'onnx/text_model_quantized.onnx': [
      64_504_507,
      '73baab855d406190da9faa498cfedf65f15cf309f4cc7385b7b032e6d08e5c3a',
    ],
  },
  'sentence-transformers/clip-ViT-B-32-multilingual-v1@58edf8cada9e398793dca955574a48cbb7f18be2': {
    'tokenizer.json': [1_961_847, '5b4e1a8171c81dfd666ae40265b9530c6e0b3d53923fe8ac493dcc84229adf81'],
    '2_Dense/model.safetensors': [
      1_572_984,
      'd12568dc7300970a4d3dbb49068ad16cd89b99840b74b026f8e48071e9414f74',
    ],
    'onnx/model_qint8_arm64.onnx': [
      135_336_307,
      '3bed77e83926519660b5c0833cb3321cfde952331edec4f7d501c7d384b8a8a7',
    ],
  },
  'onnx-community/TinyCLIP-ViT-8M-16-Text-3M-YFCC15M-ONNX@9463a9c508a344c837ffefe9d724f3827bf2dc79': {
    'preprocessor_config.json': [468, '5df7e578c37e907a431daf47fd592fc49fa50d23ed4c41285a0a34a58a9d2e06'],
    'tokenizer.json': [3_642_073, '6d9109cc838977f3ca94a379eec36aecc7c807e1785cd729660ca2fc0171fb35'],
    'onnx/model_quantized.onnx': [
      24_281_512,
      '10921310ddef06557ec1598d1260470a0a4db53f70ffe0deb60b946dcad6d27a',
    ],
  },
  'Xenova/chinese-clip-vit-base-patch16@f26904860903e70e050b8f48255e5f48401816e9': {
    'preprocessor_config.json': [546, '61a78fdd2c7ac17b54b6190c0f4cb23423192c535003d52528d01e318a47608b'],
    'tokenizer.json': [439_124, '7dfbf1966ebf99d471c3796e9b457329d2b2182b817e144f1e904b957745c839'],
    'onnx/model_q4.onnx': [177_674_264, 'c64c40f177a8756c7831cdaa932bfb30187ef2e85266e54ec838259d34d3fe2e'],
  },
  'AUXOUT-TEAM/clip-japanese-base-v2-onnx@c924148be2e25b6e4d98e66d8dc1768adb72d079': {
    'tokenizer.json': [null, 'c11bafa5bdbcc1470ef2c81c6f32686547acace5c5e5a6b67a1d3b8501df6b86'],
    'onnx/vision_model_q4f16.onnx': [
      null,
      'ef224e6127d6b66e79eab7ec2b4245acfa9ca070f0c66dbb27e93732bf09a76f',
    ],
    'onnx/text_model_q4f16.onnx': [null, '653d6e3393d4c989cee268a5280fccd96dab1f6a93223e56bcb6cb9757503cb6'],
  },
  'onnx-community/siglip2-base-patch16-224-ONNX@ba1f3b0843f24bc5417d38e19c37b287d719b2f4': {
    'preprocessor_config.json': [394, '9b36b57ebaf20f09bf4c22100ccc21877ea6bfe5aead0c00c59f8af8ccefacfc'],
    'tokenizer.json': [34_363_039, 'cb9140fae3ac5122c972d37adf83e1248471a38147ad76f8215c8872c6fd8322'],
    'onnx/vision_model_fp16.onnx': [
      186_039_516,
      'a1959f7bd3993a607e48839f6d01e25b876fe76afda301b028b78eef68aabd95',
    ],
    'onnx/vision_model_quantized.onnx': [
      94_553_333,
      '5f2b401c1a4fc095702a5d45348e17ad46c4f87064085365b43c6e8eaa5c0070',
    ],
    'onnx/text_model_quantized.onnx': [
      283_438_275,
      '3a0603d3a00c05a80a6ded4743c16aaac7b1e62cdcc7e362e7ce418659b96400',
    ],
    'onnx/text_model_fp16.onnx': [
      564_862_230,
      '711da56ada0a4aa11c7dd3320df741081a3cae4f0ae1b5e5c6d5b294738d0eb0',
    ],
  },
  // No hashes of UForm's files have been published, and sizes only to three digits.
  'unum-cloud/uform3-image-text-english-small@34ed1bcce9ea1a35405bc6c069fc311220a70cb3': {
    'config.json': [null, null],
    'tokenizer.json': [null, null],
    'image_encoder.onnx': [null, null],
    'text_encoder.onnx': [null, null],
  },
  'unum-cloud/uform3-image-text-multilingual-base@5582c4ebfbc538afb95df03b6bbba93cf34f3940': {
    'config.json': [null, null],
    'tokenizer.json': [null, null],
    'image_encoder.onnx': [null, null],
    'text_encoder.onnx': [null, null],
  },
  'yurijmikhalevich/rclip-models@17b9d07433aad73f70d338d8a1c7a4cef83887e0': {
    'ViT-B-32-256-datacomp_s34b_b86k/visual.onnx': [
      351_826_068,
      '3f7e6f94e5a34bc7ee8aba84aec0f963f56974ab405fbcd334c8e1c3f832bd2c',
    ],
    'ViT-B-32-256-datacomp_s34b_b86k/textual.onnx': [
      254_344_274,
      'ee267cd64f0f77362670ae0140476ed51ee8c5a761d41636e09997f2fdddcacc',
    ],
  },
  'laion/CLIP-ViT-B-32-256x256-DataComp-s34B-b86K@4afec35ffe57a943d569ff7ee888061830164da8': {
    'tokenizer.json': [2_224_081, '72ed5c96db5729294468543e4bc75fce14ca63f58e37300290189ba1c1e52b85'],
  },
};

export default HASHES;
