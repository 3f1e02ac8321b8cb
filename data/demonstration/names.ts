import type { Gender } from "../vocabulary.ts";
import type { Random } from "./random.ts";

/** Names from the communities of an English city. Each is put together by chance: no real person. */
interface NamePool {
  weight: number;
  female: readonly string[];
  male: readonly string[];
  family: readonly string[];
}

const words = (text: string): string[] => text.split(" ");

const POOLS: readonly NamePool[] = [
  {
    weight: 46,
    female: words(
      "Amelia Bethany Chloe Daisy Ellie Freya Georgia Holly Isla Jodie Keira Lacey Maisie Niamh Paige Ruby Skye Tia Willow Zara Robyn Courtney",
    ),
    male: words(
      "Alfie Bailey Callum Dylan Ethan Finley George Harvey Jake Kyle Lewis Mason Nathan Owen Reece Rhys Sam Taylor Tyler Zack Jordan Brandon",
    ),
    family: words(
      "Ashworth Barlow Cartwright Dunmore Entwistle Fearnley Garside Hallam Ingham Jessop Kirkby Lomas Marsden Naylor Oldroyd Prentice Ramsden Sedgwick Thackray Underhill Varley Wadsworth Yardley",
    ),
  },
  {
    weight: 14,
    female: words("Aaliyah Amina Fatima Hafsa Iqra Laiba Maryam Nimra Sana Zainab"),
    male: words("Adeel Bilal Danyal Hamza Ibrahim Junaid Kamran Mustafa Rayyan Zeeshan"),
    family: words("Ahmadi Bashir Chaudhry Farooqi Hussain Iqbal Javed Malik Nawaz Qureshi Rafiq Siddiqui"),
  },
  {
    weight: 8,
    female: words("Amrit Harleen Jasleen Kiran Mehak Navdeep Simran Priya"),
    male: words("Arjan Gurdeep Harman Jaspal Kulvir Manraj Rohan Tejvir"),
    family: words("Bhogal Chahal Dhaliwal Gill Grewal Johal Mistry Sandhu Solanki Virdee"),
  },
  {
    weight: 10,
    female: words("Alicja Daria Emilia Gabija Ioana Katarzyna Lenka Oksana Weronika Zuzanna"),
    male: words("Andrei Bartosz Dawid Florin Jakub Kacper Lukas Mateusz Stefan Vasile"),
    family: words(
      "Balan Cernat Dudek Grabowska Horvath Jankauskas Kowalczyk Lisowski Novotny Petrescu Wrona",
    ),
  },
  {
    weight: 9,
    female: words("Abena Adaeze Chidera Efua Ifeoma Makena Nyasha Selam Temitope Yewande"),
    male: words("Abdi Chukwudi Dawit Emeka Kofi Kwabena Liban Samatar Tendai Tunde"),
    family: words("Abebe Adeyemi Boateng Chikwanda Dirie Eze Gebre Moyo Nwosu Okafor Osei Warsame"),
  },
  {
    weight: 7,
    female: words("Aliyah Chantelle Denise Kenisha Monique Renee Shanice Tiana"),
    male: words("Andre Delroy Jermaine Kieron Leon Marlon Omari Tyrone"),
    family: words("Bramwell Campbell Denton Fyffe Gayle Linton Morrison Pinnock Reid Salmon"),
  },
  {
    weight: 6,
    female: words("Berivan Dilan Hevi Lana Nazdar Rojin Shilan Zilan"),
    male: words("Ako Baran Diyar Hiwa Karwan Rebin Rawand Zana"),
    family: words("Amedi Barzan Darwesh Hawrami Jaff Kerim Mirza Rasul Sorani Zebari"),
  },
];

/** A first name that is also that of a council home, as it happens in real data. */
export const HOME_NAMESAKE = "Linden";

/** A full name; `taken` keeps two children from having the same one. */
export function childName(rng: Random, gender: Gender, taken: Set<string>, firstName?: string): string {
  for (let attempt = 0; attempt < 200; attempt++) {
    const pool = rng.weighted(POOLS.map((p) => [p, p.weight] as const));
    const source = firstName ? POOLS[0]! : pool;
    const name = `${firstName ?? rng.pick(source[gender])} ${rng.pick(source.family)}`;
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
  // two thousand children later every likely name is taken: a double family name is still free
  const pool = POOLS[0]!;
  const name = `${firstName ?? rng.pick(pool[gender])} ${rng.pick(pool.family)}-${rng.pick(pool.family)} ${taken.size}`;
  taken.add(name);
  return name;
}
