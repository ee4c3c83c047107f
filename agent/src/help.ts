/** `--help`. */

import { DEFAULT_PORT } from '#core/protocol/pairing';

export const HELP = `mitsuke-agent encodes pictures for Mitsuke, on a box with an Axera AX650N or on any processor.
The page sends pixels, 224 x 224 a picture, and gets vectors. Nothing of a photo is stored or written to a log.

Try it here, without a board (the .onnx runs on the processor):
  node mitsuke-agent.js --write-manifest --ienc vision_model.onnx --space clip-b32
  node mitsuke-agent.js --probe --ienc vision_model.onnx
  node mitsuke-agent.js --ienc vision_model.onnx --origin https://photos.example

On the board, with the model as .axmodel and the .onnx that it was compiled from:
  node mitsuke-agent.js --write-manifest --ienc image_encoder.onnx --for image_encoder.axmodel --space clip-b32
  node mitsuke-agent.js --probe --ienc image_encoder.axmodel
  node mitsuke-agent.js --ienc image_encoder.axmodel --origin https://photos.example --user mitsuke
Then scan the code that it shows, or type the line under it, in Mitsuke's settings.

What runs
  --ienc FILE        the image encoder: .axmodel (NPU) or .onnx (processor)
  --backend NAME     axengine, onnx or axcl, where the file's name does not tell
  --manifest FILE    what the model's file does not say (default: FILE.json beside the model)
  --npu-lib DIR      folder with libax_sys.so and libax_engine.so (default: where boards have them)
  --threads N        threads of the processor, for .onnx (default: all cores)
  --timeout S        seconds without an answer, beside what the pictures take, until the encoder is restarted (2)

Who may come, and where
  --origin URL       the page that may use this box, as the address bar shows it. Repeat it for more
  --host ADDRESS     where to listen (default: the first private address; 0.0.0.0 is every network)
  --port N           (default: ${DEFAULT_PORT})
  --cert, --cert-key FILE   certificate and key as PEM: wss instead of ws, which Firefox and Safari want
  --name TEXT        what the page calls this box (default: the host's name)
  --batch N          pictures in one message at most (16)

Pairing
  --pairing FILE     the key (default: $STATE_DIRECTORY/pairing, else ~/.config/mitsuke-agent/pairing)
  --new-key          makes another one; pages that have the old one must be paired again
  --show-pairing     shows code and line, and ends

Rights
  --user NAME        started as root: only the encoder's process stays root, the one on the network does not

Instead of serving
  --probe            versions, inputs and outputs, memory, latency over 100 runs, the self-test's cosines
  --bench            pictures per second through queue and encoder, and their processor time, for 10 seconds
  --write-manifest   with --ienc FILE.onnx --space ID; also:
      --for FILE.axmodel   the manifest is of this one
      --input u8|f32       what it takes (default: u8 for .axmodel, as those of 2023 do)
      --norm NAME          none, unit (0..1), half (-1..1), clip (default: preprocessor_config.json, else clip)
      --output NAME        its output, where it is not called as in the .onnx
  --help, --version`;
