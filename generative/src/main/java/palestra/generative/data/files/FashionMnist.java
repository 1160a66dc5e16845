package palestra.generative.data.files;

import palestra.generative.data.Data;

/**
 * {@code fashion-mnist}: 60,000 pictures of clothes to learn from and 10,000 held out, 28 x 28
 * pixels, ten classes (Xiao et al. 2017), as the four IDX files that the user has.
 *
 * @param dir the directory of {@code train-images-idx3-ubyte} and the others
 */
public record FashionMnist(String dir) implements FileData {

  static FashionMnist defaults() {
    return new FashionMnist("");
  }

  @Override
  public Data open() {
    return Mnist.open("fashion-mnist", dir, FilesProvider.text(this));
  }
}
